// The rows of a query, read in chunks.
#include <limits>
#include <optional>
#include <utility>

#include "aside/detail/reading.hpp"
#include "aside/error.hpp"
#include "exec/async/readers_aside.hpp"
#include "exec/calls/submit.hpp"
#include "exec/database/block.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/prefetch.hpp"
#include "exec/rows/row_reader.hpp"
#include "query/truth.hpp"
#include "sql/compiler.hpp"

namespace aside::detail {

struct RowStream::State final : exec::OpenRows {
    State(Query rows, std::size_t chunk) : query(std::move(rows)), chunk_size(chunk) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { close(); }

    Query query;
    std::size_t chunk_size;
    const exec::HoldsBetweenCalls holds{};
    bool begun = false;
    bool at_end = false;
    bool has_row = false;
    std::optional<exec::Lease> session{};
    std::optional<exec::QueryStatement> statement{};  // outlives the result
    std::optional<exec::Result> result{};
    std::optional<exec::RowReader> reader{};
    /// The block whose connection it reads from, for a chunk at a time; else it keeps a lease.
    std::shared_ptr<Block> block{};

    void open() {
        begun = true;
        bool at_row = false;
        auto body = [this, &at_row](Runner& runner) {
            if (query::has_no_rows(query)) return;
            block = runner.block();
            // Else no other code could use the only connection while this loop holds it, not even
            // the body of the loop.
            if (!block && !runner.concurrent_readers())
                chunk_size = std::numeric_limits<std::size_t>::max();
            try {
                begin(runner);
                at_row = (*session)->of_replica();  // which is left for no row but the first
                if (at_row) advance();
            } catch (const Error&) {
                if (!runner.leaves_replica()) throw;
                forget();
                at_row = false;
                begin(runner);
            }
        };
        run_here(query.place, Intent::read, body);
        if (!at_row) advance();
        if (result) reader->begin(*result);
        if (!has_row) close();
    }
    /// Has the statement run that gives the rows.
    void begin(Runner& runner) {
        session.emplace(runner.read());
        if (block) block->add(*this);
        statement.emplace(**session, sql::Question::rows, query);
        result.emplace(statement->run());
        if (block && !runner.dialect().features().interleaves_statements)
            result->read_in_turns(chunk_size);
        if (query.raw) exec::require_reading(*result, statement->own_sql());
        reader.emplace(query);
    }
    void forget() noexcept {
        reader.reset();
        result.reset();
        statement.reset();
        session.reset();
    }
    bool read_chunk(RowBuffer& rows) {
        if (at_end) return false;
        const std::size_t before = query.prefetched.empty() ? 0 : rows.size();
        reader->begin_result();
        for (std::size_t row = 0; row < chunk_size && has_row; ++row) {
            reader->read(result->cells(), rows);
            advance();
        }
        // Prefetched on the connection that reads the rows, whose statement stays open meanwhile.
        if (!query.prefetched.empty()) exec::prefetch_from(**session, query, rows, before);
        if (!has_row) close();
        return true;
    }
    /// Takes the connection for the next chunk. Each chunk has the whole time-out.
    void begin_turn() {
        auto interrupt = exec::interrupt_around(block.get());
        if (query.place.timeout.count() > 0)
            interrupt = std::make_shared<Interrupt>(query.place.timeout, std::move(interrupt));
        if (interrupt) interrupt->check();
        if (block && !at_end) session.emplace(block->lease(interrupt.get()));
        if (session) session->stop_when(std::move(interrupt));
    }
    /// Gives the connection back, or takes the interrupt off it: between two chunks others may use
    /// it, and are not stopped.
    void end_turn() {
        if (block)
            session.reset();
        else if (session)
            session->stop_when(nullptr);
    }
    void end() noexcept override { result.reset(); }
    /// Steps to the row that is read next.
    void advance() { has_row = result && result->step(); }
    void close() noexcept {
        at_end = true;
        if (block)
            std::exchange(block, nullptr)->remove(*this);
        else
            result.reset();
        session.reset();
    }
};

RowStream::RowStream(Query query, std::size_t chunk_size)
    : state_(std::make_unique<State>(std::move(query), chunk_size)) {
    if (chunk_size == 0)
        throw NotSupportedError("aside: iterator() needs a chunk_size of at least 1");
}
RowStream::RowStream(RowStream&&) noexcept = default;
RowStream& RowStream::operator=(RowStream&&) noexcept = default;
RowStream::~RowStream() = default;

bool RowStream::next(RowBuffer& rows) {
    if (!state_) return false;  // moved from
    State& state = *state_;
    try {
        if (state.begun)
            state.begin_turn();
        else
            state.open();
        const bool read = state.read_chunk(rows);
        state.end_turn();
        return read;
    } catch (...) {
        state.close();
        throw;
    }
}

void RowStream::leave_thread() const noexcept {
    if (state_->session) state_->session->leave_thread(exec::Keeper::iterator);
}

bool RowStream::at_end() const { return state_->at_end; }

}  // namespace aside::detail
