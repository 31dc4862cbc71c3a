#include "exec/database.hpp"

#include <utility>

#include "aside/error.hpp"

namespace aside::exec {

using backend::Access;
using detail::Lease;

class Database::ReaderLoan final : public Loan {
public:
    ReaderLoan(std::shared_ptr<Database> database, const detail::Interrupt* interrupt)
        : database_(std::move(database)), session_(database_->pool_.take(interrupt)) {}
    ~ReaderLoan() override {
        if (database_->inherited())
            (void)session_.release();
        else
            database_->pool_.give_back(std::move(session_));
    }
    void leave_thread() noexcept override {
        if (!database_->inherited()) database_->pool_.leave_thread(*session_);
    }
    [[nodiscard]] Session& session() const { return *session_; }

private:
    std::shared_ptr<Database> database_;
    std::unique_ptr<Session> session_;
};

class Database::WriterLoan final : public Loan {
public:
    WriterLoan(std::shared_ptr<Database> database, bool owns_turn)
        : database_(std::move(database)), owns_turn_(owns_turn) {}
    ~WriterLoan() override {
        if (!owns_turn_ || database_->inherited()) return;
        database_->restore_writer();
        database_->turns_->release();
    }
    void leave_thread() noexcept override {
        if (!database_->inherited()) database_->turns_->leave_thread();
    }

private:
    std::shared_ptr<Database> database_;
    bool owns_turn_;
};

Database::Database(backend::Source source, const ConnectOptions& options)
    : alias_(options.alias),
      source_(std::move(source)),
      pool_(
          alias_, [this] { return open(Access::read); }, options.pool_size, options.timeout),
      turns_(std::make_shared<TurnQueue>(
          TurnQueue::Helpers::arena_threads,
          "its turn on the " + std::string(source_.single_connection ? "" : "writing ") +
              "connection of the database \"" + alias_ + "\"")) {
    if (source_.read_only)
        pool_.give_back(pool_.take());
    else
        writer_ = open(Access::write);
}

std::unique_ptr<Session> Database::open(Access access) const {
    return std::make_unique<Session>(source_.open(access), alias_, dialect());
}

bool Database::queues(detail::Intent intent) const {
    if (source_.single_connection) return true;
    return intent != detail::Intent::read && !source_.read_only;
}

Lease Database::lease_reader(const detail::Interrupt* interrupt) {
    if (inherited()) throw_inherited(alias_);
    if (source_.single_connection) return lease_writer(interrupt);
    auto loan = std::make_shared<ReaderLoan>(shared_from_this(), interrupt);
    auto& session = loan->session();
    return {session, std::move(loan)};
}

Lease Database::lease_writer(const detail::Interrupt* interrupt) {
    if (inherited()) throw_inherited(alias_);
    if (source_.read_only) {
        throw OperationalError("the database \"" + alias_ + "\" (" + source_.url +
                               ") was connected for reading only");
    }
    return lend_writer(turns_->acquire(interrupt));
}

Lease Database::adopt_turn() { return lend_writer(true); }

Lease Database::lend_writer(bool owns_turn) {
    auto loan = std::make_shared<WriterLoan>(shared_from_this(), owns_turn);
    if (!writer_) writer_ = open(Access::write);
    return {*writer_, std::move(loan)};
}

void Database::restore_writer() noexcept {
    if (!writer_ || writer_->restore() || source_.single_connection) return;
    writer_.reset();
}

bool Database::used_by_this_thread() const {
    return turns_->held_by_this_thread() || pool_.used_by_this_thread();
}

}  // namespace aside::exec
