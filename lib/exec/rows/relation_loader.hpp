#pragma once
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "aside/detail/reading.hpp"
#include "exec/rows/key_set.hpp"
#include "exec/session/session.hpp"

namespace aside::exec {

/// The objects at one place of the paths.
struct Level {
    const ModelInfo* model = nullptr;
    std::vector<void*> objects{};
};

/// Loads one relation for all objects of a level, which outlives it: `ask`, then `read` for each
/// statement that it has asked for, then `finish`. Not thread-safe.
class RelationLoader {
public:
    /// `rows` says which of the related rows are wanted.
    RelationLoader(Session& session, const Level& from, const RelationInfo& relation, Query rows);

    /// Runs a bound statement, at once or together with others; its result is then passed to
    /// `read`.
    using Run = std::function<void(Result)>;
    /// Asks for the rows of those objects whose relation is not known yet: by one statement, unless
    /// the engine cannot take all keys at once.
    void ask(const Run& run);
    /// Reads the rows of the next statement.
    void read(Result& result);
    /// Gives each object what is related to it. The objects that were found are those of the next
    /// level.
    [[nodiscard]] Level finish();

private:
    /// Rows on the other side of a relation, by the key that leads to them.
    struct Found {
        std::shared_ptr<RowBuffer> rows{};
        RelatedSlot node{};
    };
    /// A statement, and what its parameters are bound to.
    struct Asked {
        explicit Asked(Query of) : query(std::move(of)) {}
        Query query;
        std::optional<QueryStatement> statement{};
        std::shared_ptr<RowBuffer> rows{};  ///< of a relation to one row
    };

    [[nodiscard]] const FieldInfo& owner_field() const;
    [[nodiscard]] RelatedSlot& slot_of(void* object) const;
    [[nodiscard]] SqlValue owner_key(const void* object) const;
    [[nodiscard]] std::shared_ptr<RowBuffer> no_rows() const;
    [[nodiscard]] Query rows_of(std::span<const SqlValue> keys) const;
    [[nodiscard]] bool pass_on_known(void* object);
    [[nodiscard]] bool pass_on_known_object(void* object);
    [[nodiscard]] bool pass_on_known_rows(void* object);
    void add_to_next(const Objects& objects);
    void read_by_key(Result& result, Asked& asked);
    void read_by_owner(Result& result, const Query& query);
    void finish_one();
    void finish_many();
    void tell_parent(const void* object, const SqlValue& key) const;
    [[nodiscard]] RelatedNode* make_node(const SqlValue& key) const;

    Session& session_;
    const Level& from_;
    const RelationInfo& relation_;
    const Query rows_;
    std::vector<void*> waiting_;  ///< objects whose relation is not known yet
    std::list<Asked> asked_;
    std::list<Asked>::iterator next_read_;
    std::unordered_map<std::string, Found> found_;
    Level next_;
};

}  // namespace aside::exec
