#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "aside/future.hpp"

namespace aside {

class Transaction;

/// The key of a lock: a number, or a name, which stands for the number that FNV-1a of 64 bits makes
/// of its bytes (http://www.isthe.com/chongo/tech/comp/fnv/), so that programs in other languages
/// can lock it, too.
class LockKey {
public:
    template <std::integral Number>
    constexpr LockKey(Number number) : number_(static_cast<std::int64_t>(number)) {}
    constexpr LockKey(std::string_view name) : number_(hash(name)) {}
    constexpr LockKey(const char* name) : LockKey(std::string_view(name)) {}
    LockKey(const std::string& name) : LockKey(std::string_view(name)) {}

    /// The number that is locked.
    [[nodiscard]] constexpr std::int64_t number() const { return number_; }

private:
    static constexpr std::int64_t hash(std::string_view name) {
        constexpr std::uint64_t basis = 0xcbf29ce484222325;
        constexpr std::uint64_t prime = 0x100000001b3;
        std::uint64_t hash = basis;
        for (const char byte : name)
            hash = (hash ^ static_cast<std::uint64_t>(static_cast<unsigned char>(byte))) * prime;
        return static_cast<std::int64_t>(hash);
    }

    std::int64_t number_;
};

/// Options of `lock`, `try_lock` and their mirrors.
struct AdvisoryLockOptions {
    std::string_view alias{};  ///< the database; if empty that of the innermost block
    bool shared = false;       ///< beside others that are shared
};

/// Locks a key that means something to programs only, such as the name of a job, until the
/// transaction around ends. Waits for others that hold it, as long as for a lock of a row: then it
/// throws `DatabaseLocked`. The same transaction may lock it again.
///
/// Where one transaction writes at a time, as on SQLite, a block that writes has every lock already.
/// Throws `TransactionManagementError` outside of a block, and in a `read_only` one there.
void lock(LockKey key, const AdvisoryLockOptions& options = {});
/// Locks a key until that transaction ends, as `lock` does.
void lock(const Transaction& transaction, LockKey key, bool shared = false);
/// `lock` in the background.
Future<void> alock(LockKey key, const AdvisoryLockOptions& options = {});
/// Locks a key as `lock` does if nobody holds it; else gives false, at once.
[[nodiscard]] bool try_lock(LockKey key, const AdvisoryLockOptions& options = {});
/// Locks a key until that transaction ends, as `try_lock` does.
[[nodiscard]] bool try_lock(const Transaction& transaction, LockKey key, bool shared = false);
/// `try_lock` in the background.
[[nodiscard]] Future<bool> atry_lock(LockKey key, const AdvisoryLockOptions& options = {});

}  // namespace aside
