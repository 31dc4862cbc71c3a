#include "fault/failing_system.hpp"

#include <dlfcn.h>
#include <pthread.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace aside::testing {

constinit Supply memory;
constinit Supply sqlite_memory;
constinit Supply threads;

namespace {

void* allocate(std::size_t size, std::size_t alignment) noexcept {
    if (memory.fails()) return nullptr;
    if (alignment <= alignof(std::max_align_t)) return std::malloc(size == 0 ? 1 : size);
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
    if (void* allocated = allocate(size, alignment)) return allocated;
    throw std::bad_alloc();
}

sqlite3_mem_methods real_methods;

void* sqlite_malloc(int size) {
    return sqlite_memory.fails() ? nullptr : real_methods.xMalloc(size);
}
void* sqlite_realloc(void* old, int size) {
    return sqlite_memory.fails() ? nullptr : real_methods.xRealloc(old, size);
}

// Before anything uses SQLite.
[[gnu::constructor]] void supply_sqlite() {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_methods);
    auto methods = real_methods;
    methods.xMalloc = sqlite_malloc;
    methods.xRealloc = sqlite_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

}  // namespace

}  // namespace aside::testing

using aside::testing::allocate;
using aside::testing::allocate_or_throw;

constexpr std::size_t usual = alignof(std::max_align_t);

void* operator new(std::size_t size) { return allocate_or_throw(size, usual); }
void* operator new[](std::size_t size) { return allocate_or_throw(size, usual); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size, usual);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size, usual);
}
void operator delete(void* allocated) noexcept { std::free(allocated); }
void operator delete[](void* allocated) noexcept { std::free(allocated); }
void operator delete(void* allocated, std::size_t) noexcept { std::free(allocated); }
void operator delete[](void* allocated, std::size_t) noexcept { std::free(allocated); }
void operator delete(void* allocated, std::align_val_t) noexcept { std::free(allocated); }
void operator delete[](void* allocated, std::align_val_t) noexcept { std::free(allocated); }
void operator delete(void* allocated, std::size_t, std::align_val_t) noexcept {
    std::free(allocated);
}
void operator delete[](void* allocated, std::size_t, std::align_val_t) noexcept {
    std::free(allocated);
}
void operator delete(void* allocated, const std::nothrow_t&) noexcept { std::free(allocated); }
void operator delete[](void* allocated, const std::nothrow_t&) noexcept { std::free(allocated); }

using CreateThread = int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);

// A sanitizer's own, where there is one.
extern "C" [[gnu::weak]] CreateThread __interceptor_pthread_create;

extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                              void* (*function)(void*), void* argument) {
    if (aside::testing::threads.fails()) return EAGAIN;
    static CreateThread* const real =
        __interceptor_pthread_create != nullptr
            ? &__interceptor_pthread_create
            : reinterpret_cast<CreateThread*>(dlsym(RTLD_NEXT, "pthread_create"));
    return real(thread, attributes, function, argument);
}
