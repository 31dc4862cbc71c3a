#pragma once
// Threads that use a database in all the ways that there are, while something happens to its
// server.
#include <atomic>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "aside/aside.hpp"

namespace load {

/// 1000 of them, which nobody changes.
struct Fixed : aside::Model<Fixed> {
    std::int64_t id = 0;
};

/// What the threads write, two at a time in a block.
struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

/// What became of a thread's calls. Read by others once the thread has ended.
struct Outcomes {
    std::set<std::string> written{};   ///< texts whose write came back
    std::set<std::string> failed{};    ///< and those that were not written for sure
    std::vector<std::string> wrong{};  ///< what must not happen
    std::atomic<int> good{0};          ///< calls that came back
    std::atomic<int> bad{0};           ///< calls that have thrown
    std::atomic<bool> ended{false};
};

/// The threads; they end with this.
class Load {
public:
    Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;
    ~Load() { end(); }

    /// Returns once each thread has had that many more calls come back; false after a minute.
    [[nodiscard]] bool goes_on(int calls) const;
    /// Returns once each thread has had an error more; false after a minute.
    [[nodiscard]] bool fails() const;
    /// How many errors there were so far.
    [[nodiscard]] int errors() const;
    /// Ends the threads; false where one has not ended after a minute, which ends the program.
    void end();
    /// Holds what the threads were told against what is stored; they have ended, and a database is
    /// connected.
    void check() const;

private:
    using Work = std::function<void(const std::string& text)>;
    void start(const char* name, Work work);
    void run(Outcomes& outcomes, const std::string& name, const Work& work);
    [[nodiscard]] bool each(std::atomic<int> Outcomes::*count, int more) const;

    std::atomic<bool> enough_{false};
    std::vector<std::unique_ptr<Outcomes>> outcomes_;
    std::vector<std::thread> threads_;
};

/// Makes the tables, with all that is in them.
void make_tables();

}  // namespace load
