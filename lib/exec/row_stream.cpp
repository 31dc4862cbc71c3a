// Rows in chunks.
#include <limits>
#include <optional>

#include "aside/detail/execute.hpp"
#include "aside/error.hpp"
#include "exec/block.hpp"
#include "exec/prefetch.hpp"
#include "exec/row_reader.hpp"
#include "exec/runner.hpp"
#include "query/compiler.hpp"

namespace aside::detail {

struct RowStream::State {
    State(Query rows, std::size_t chunk) : query(std::move(rows)), chunk_size(chunk) {}

    Query query;
    std::size_t chunk_size;
    bool begun = false;
    bool at_end = false;
    bool has_row = false;
    query::Statement statement{};  // outlives the result, which refers to its parameters
    std::optional<Lease> session{};
    std::optional<exec::Result> result{};
    std::optional<RowReader> reader{};
    std::shared_ptr<const Interrupt> around{};  ///< of the block that it reads in

    void open() {
        begun = true;
        auto body = [this](Runner& runner) {
            if (query::is_empty(query, runner.dialect())) return;
            // Nobody else could use the only connection while this loop holds it, its own body
            // included.
            if (!runner.concurrent_readers()) chunk_size = std::numeric_limits<std::size_t>::max();
            statement = query::select(query, runner.dialect());
            session.emplace(runner.read());
            if (const auto block = runner.block()) around = block->interrupt();
            result.emplace((*session)->run(statement));
            if (query.raw) require_reading(*result, statement);
            reader.emplace(query);
        };
        run_here(query.place, body);
        advance();
        if (result) reader->begin(*result);
        if (!has_row) close();
    }
    bool read_chunk(RowBuffer& rows) {
        if (at_end) return false;
        const std::size_t before = query.prefetched.empty() ? 0 : rows.size();
        reader->begin_result();
        for (std::size_t row = 0; row < chunk_size && has_row; ++row) {
            reader->read(result->cells(), rows);
            advance();
        }
        // On the connection that reads the rows, whose statement stays open meanwhile.
        if (!query.prefetched.empty()) prefetch_from(**session, query, rows, before);
        if (!has_row) close();
        return true;
    }
    /// Each chunk has the whole time-out; nothing stops who uses the connection between two.
    void begin_time() {
        if (session && query.place.timeout.count() > 0)
            session->stop_when(std::make_shared<Interrupt>(query.place.timeout, around));
    }
    void end_time() {
        if (session) session->stop_when(nullptr);
    }
    /// To the row that is read next.
    void advance() { has_row = result && result->step(); }
    void close() {
        at_end = true;
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
RowStream::~RowStream() {
    if (state_) state_->close();
}

bool RowStream::next(RowBuffer& rows) {
    State& state = *state_;
    try {
        if (state.begun)
            state.begin_time();
        else
            state.open();
        const bool read = state.read_chunk(rows);
        state.end_time();
        return read;
    } catch (...) {
        state.close();
        throw;
    }
}

void RowStream::leave_thread() const noexcept {
    if (state_->session) state_->session->leave_thread();
}

bool RowStream::at_end() const { return state_->at_end; }

}  // namespace aside::detail
