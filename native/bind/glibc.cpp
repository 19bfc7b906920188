// g++ 12 reads __libc_single_threaded in shared_ptr, a symbol of glibc 2.32. LibTorch itself runs on 2.28: with a variable of our
// own the addon does too. 0 means "there may be threads", which is always a right answer.
#ifdef __linux__
extern "C" {
__attribute__((visibility("hidden"))) char __libc_single_threaded = 0;
}
#endif
