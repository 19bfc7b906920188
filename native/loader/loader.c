// Opens LibTorch's libraries by their paths before the addon asks for them by name: what is open under a name is what the system's loader takes,
// before any RUNPATH or LD_LIBRARY_PATH; afterwards gives back the memory that only loading needed. Knows nothing of LibTorch but one C function, and of the
// processor what its instructions are.
#ifdef __linux__
#define _GNU_SOURCE // dl_iterate_phdr
#endif
#include <node_api.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#ifdef __linux__
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif
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

static bool argument_path(napi_env env, napi_callback_info info, char* path) {
  size_t count = 1, length = 0;
  napi_value argument;
  if (napi_get_cb_info(env, info, &count, &argument, NULL, NULL) == napi_ok && count == 1 &&
      napi_get_value_string_utf8(env, argument, path, LENGTH, &length) == napi_ok && length + 1 < LENGTH) {
    return true;
  }
  napi_throw_type_error(env, NULL, "a path is wanted");
  return false;
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

// open(path): { error } or { abi, isNew }: the ABI number of the library, where it has one (its first byte is the major version, its second the minor one), and
// whether it was not open in this process before.
static napi_value open_path(napi_env env, napi_callback_info info) {
  napi_value result, abi, is_new;
  char path[LENGTH], words[LENGTH] = "";
  if (!argument_path(env, info, path) || napi_create_object(env, &result) != napi_ok) return NULL;
#ifdef _WIN32
  bool was_open = false; // settle has nothing to do there
#else
  bool was_open = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD) != NULL;
#endif
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
  if (napi_get_boolean(env, !was_open, &is_new) == napi_ok) napi_set_named_property(env, result, "isNew", is_new);
  return result;
}

#ifdef __linux__
// MADV_DONTNEED takes pages of a file out of this process and leaves them in the system's cache. Those that are used again come back in some microseconds.
// Only what cannot be written, where the file has all that the pages have; breakpoints that a debugger wrote into them before are lost.
static int give_back(struct dl_phdr_info* library, size_t size, void* path) {
  (void)size;
  if (library->dlpi_name == NULL || strcmp(library->dlpi_name, path) != 0) return 0;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < library->dlpi_phnum; i++) {
    const ElfW(Phdr)* segment = &library->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
    const uintptr_t start = library->dlpi_addr + segment->p_vaddr, first = start & ~(page - 1);
    madvise((void*)first, start + segment->p_filesz - first, MADV_DONTNEED);
  }
  return 1;
}
#endif

// settle(path): call it once the library has been opened and linked: symbols, relocations and static initializers, nearly 50 MB of LibTorch's, are not read again.
static napi_value settle(napi_env env, napi_callback_info info) {
  char path[LENGTH];
  if (!argument_path(env, info, path)) return NULL;
#ifdef __linux__
  dl_iterate_phdr(give_back, path);
#endif
  return NULL;
}

// trim(): gives the system what malloc holds and nobody uses, of which parsing a program leaves megabytes in each thread.
static napi_value trim(napi_env env, napi_callback_info info) {
  (void)env;
  (void)info;
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  return NULL;
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
  const napi_property_descriptor functions[] = {
    {"open", NULL, open_path, NULL, NULL, NULL, napi_default, NULL},
    {"settle", NULL, settle, NULL, NULL, NULL, napi_default, NULL},
    {"trim", NULL, trim, NULL, NULL, NULL, napi_default, NULL},
    {"processor", NULL, processor, NULL, NULL, NULL, napi_default, NULL},
  };
  napi_define_properties(env, exports, sizeof functions / sizeof functions[0], functions);
  return exports;
}
