// SQLite notes, for each file that the process has open, which of the file's locks the process
// holds; it tells files by device and inode. A child inherits these notes without the locks. A
// connection that the child opens would not take the locks that its parent had, and another process
// could then take the write-ahead log away from under it. So the child sees each file under another
// device.
#include "backend/sqlite/forked.hpp"

#include <pthread.h>
#include <sqlite3.h>
#include <sys/stat.h>

namespace aside::backend::sqlite {

namespace {

using Fstat = int (*)(int, struct stat*);

Fstat plain_fstat = nullptr;
dev_t forks = 0;

int fstat_in_child(int file, struct stat* status) {
    const int result = plain_fstat(file, status);
    status->st_dev ^= forks << 20;
    return result;
}

// All mutexes that are held but for a moment, in the order in which SQLite takes them. So the child
// finds none taken by a thread that it does not have. The order is documented nowhere. To be looked
// at again with a version later than 3.46; tests/exec/fork_test.cpp forks while threads write.
constexpr int global_mutexes[] = {SQLITE_MUTEX_STATIC_PRNG, SQLITE_MUTEX_STATIC_MASTER,
                                  SQLITE_MUTEX_STATIC_VFS1, SQLITE_MUTEX_STATIC_LRU,
                                  SQLITE_MUTEX_STATIC_MEM};

void before_fork() {
    for (const int mutex : global_mutexes) sqlite3_mutex_enter(sqlite3_mutex_alloc(mutex));
}

void after_fork() {
    for (const int mutex : global_mutexes) sqlite3_mutex_leave(sqlite3_mutex_alloc(mutex));
}

void in_child() {
    after_fork();
    ++forks;
    sqlite3_vfs* const files = sqlite3_vfs_find("unix");
    if (plain_fstat == nullptr)
        plain_fstat = reinterpret_cast<Fstat>(files->xGetSystemCall(files, "fstat"));
    files->xSetSystemCall(files, "fstat", reinterpret_cast<sqlite3_syscall_ptr>(fstat_in_child));
}

}  // namespace

void prepare_for_fork() {
    sqlite3_initialize();
    pthread_atfork(before_fork, after_fork, in_child);
}

}  // namespace aside::backend::sqlite
