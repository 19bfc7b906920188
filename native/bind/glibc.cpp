// What g++ 12 takes from glibc and libstdc++ by names newer than those of LibTorch itself, which runs on glibc 2.28 and libstdc++ 6.0.25: with
// functions of our own, made of older names, the addon does too. scripts/floor.mjs fails where another has come in.
#if defined(__linux__) && defined(__GLIBC__) && defined(__x86_64__)
#include <pthread.h>
#include <sys/stat.h>

#include <condition_variable>
#include <mutex>

#define HIDDEN __attribute__((visibility("hidden")))

extern "C" {
// Read in shared_ptr. 0 means "there may be threads", which is always a right answer.
HIDDEN char __libc_single_threaded = 0;

// Named by assembler labels: a declaration of <math.h> under the same name would make them visible to the whole process.
#define OURS(result, name, parameters) \
  HIDDEN result our_##name parameters __asm__(#name); \
  result our_##name parameters

// 2.29: the same functions without the old way of reporting errors.
#define OLD(name)                                         \
  double old_##name(double);                              \
  __asm__(".symver old_" #name "," #name "@GLIBC_2.2.5"); \
  OURS(double, name, (double x)) { return old_##name(x); }
OLD(log)
OLD(log2)
OLD(exp)
OLD(exp2)
double old_pow(double, double);
__asm__(".symver old_pow,pow@GLIBC_2.2.5");
OURS(double, pow, (double x, double y)) { return old_pow(x, y); }

// 2.33: before, these were in the program itself, over the functions with a version number of struct stat.
int __xstat(int version, const char* path, struct stat* result);
int __fxstat(int version, int file, struct stat* result);
OURS(int, stat, (const char* path, struct stat* result)) { return __xstat(1, path, result); }
OURS(int, fstat, (int file, struct stat* result)) { return __fxstat(1, file, result); }

// 2.34: before, it was in libpthread, which Node and LibTorch bring.
int old_once(pthread_once_t* flag, void (*work)());
__asm__(".symver old_once,pthread_once@GLIBC_2.2.5");
OURS(int, pthread_once, (pthread_once_t* flag, void (*work)())) { return old_once(flag, work); }

// libstdc++ 6.0.30: the same function, declared noexcept.
void old_wait(void* self, void* lock);
__asm__(".symver old_wait,_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE@GLIBCXX_3.4.11");
HIDDEN void new_wait(void* self, void* lock) __asm__("_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE");
HIDDEN void new_wait(void* self, void* lock) { old_wait(self, lock); }
}
#endif
