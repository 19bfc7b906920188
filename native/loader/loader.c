// Opens LibTorch's libraries by their paths before the addon asks for them by name: what is open under a name is what the system's loader takes,
// before any RUNPATH or LD_LIBRARY_PATH. Knows nothing of LibTorch but one C function, and of the processor what its instructions are.
#include <node_api.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#if defined(__linux__) && defined(__x86_64__) && defined(__GLIBC__)
// The names of glibc 2.28, where they are in libdl: those of 2.34 are the same functions.
__asm__(".symver dlopen,dlopen@GLIBC_2.2.5");
__asm__(".symver dlsym,dlsym@GLIBC_2.2.5");
__asm__(".symver dlerror,dlerror@GLIBC_2.2.5");
#endif
#endif

#define LENGTH 4096

static napi_value text(napi_env env, const char* words) {
  napi_value value = NULL;
  napi_create_string_utf8(env, words, NAPI_AUTO_LENGTH, &value);
  return value;
}

// Never closed again: LibTorch's threads and statics do not survive it. `words` becomes what the system's loader said.
static void* open_library(const char* path, char* words) {
#ifdef _WIN32
  wchar_t wide[LENGTH];
  MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, LENGTH);
  void* library = (void*)LoadLibraryExW(wide, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
  if (library == NULL) snprintf(words, LENGTH, "LoadLibrary failed with %lu", (unsigned long)GetLastError());
#else
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) snprintf(words, LENGTH, "%s", dlerror());
#endif
  return library;
}

// open(path): { error } or { abi }: the ABI number of the library, where it has one. Its first byte is the major version, its second the minor one.
static napi_value open_path(napi_env env, napi_callback_info info) {
  size_t count = 1, length = 0;
  napi_value argument, result, abi;
  char path[LENGTH], words[LENGTH] = "";
  if (napi_get_cb_info(env, info, &count, &argument, NULL, NULL) != napi_ok || count < 1 ||
      napi_get_value_string_utf8(env, argument, path, sizeof path, &length) != napi_ok || length + 1 == sizeof path) {
    napi_throw_type_error(env, NULL, "open wants a path");
    return NULL;
  }
  if (napi_create_object(env, &result) != napi_ok) return NULL;
  void* library = open_library(path, words);
  if (library == NULL) {
    napi_set_named_property(env, result, "error", text(env, words));
    return result;
  }
#ifdef _WIN32
  uint64_t (*version)(void) = (uint64_t(*)(void))GetProcAddress((HMODULE)library, "aoti_torch_abi_version");
#else
  uint64_t (*version)(void) = (uint64_t(*)(void))dlsym(library, "aoti_torch_abi_version");
#endif
  if (version != NULL && napi_create_bigint_uint64(env, version(), &abi) == napi_ok) napi_set_named_property(env, result, "abi", abi);
  return result;
}

// processor(): the instructions, beyond those that every processor of its kind has, that there are and that the system saves.
static napi_value processor(napi_env env, napi_callback_info info) {
  (void)info;
  char words[LENGTH] = "";
#if defined(__GNUC__) && defined(__x86_64__)
  __builtin_cpu_init();
#define NAME(feature) if (__builtin_cpu_supports(feature)) strcat(strcat(words, words[0] ? " " : ""), feature);
  NAME("sse4.2") NAME("avx") NAME("avx2") NAME("fma") NAME("avx512f") NAME("avx512vnni") NAME("avx512bf16")
#elif defined(_WIN32) && defined(_M_X64)
  if (IsProcessorFeaturePresent(PF_AVX2_INSTRUCTIONS_AVAILABLE)) strcat(words, "avx2 fma");
  if (IsProcessorFeaturePresent(PF_AVX512F_INSTRUCTIONS_AVAILABLE)) strcat(words, " avx512f");
#elif defined(__aarch64__) || defined(_M_ARM64)
  strcat(words, "neon");
#endif
  return text(env, words);
}

NAPI_MODULE_INIT() {
  napi_value function;
  if (napi_create_function(env, "open", NAPI_AUTO_LENGTH, open_path, NULL, &function) == napi_ok) napi_set_named_property(env, exports, "open", function);
  if (napi_create_function(env, "processor", NAPI_AUTO_LENGTH, processor, NULL, &function) == napi_ok) napi_set_named_property(env, exports, "processor", function);
  return exports;
}
