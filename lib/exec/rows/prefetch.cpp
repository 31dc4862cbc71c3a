// Relations of many objects, loaded by one statement each.
#include "exec/rows/prefetch.hpp"

#include <algorithm>
#include <deque>
#include <list>
#include <map>
#include <set>
#include <utility>

#include "aside/detail/call.hpp"
#include "aside/detail/reading.hpp"
#include "aside/error.hpp"
#include "aside/prefetch.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/relation_loader.hpp"
#include "exec/session/batch.hpp"

namespace aside::exec {
namespace {

/// Goes along all paths, each of their relations once. Relations that are equally far away are
/// asked for together.
class Prefetcher {
public:
    Prefetcher(Session& session, const Query& query, const std::vector<void*>& objects)
        : session_(session), query_(query) {
        places_[""].level = {query.model, objects};
    }
    void add(const PrefetchTerm& term) {
        std::size_t depth = 0;
        Place* from = &places_[""];
        for (std::size_t begin = 0; begin < term.path.size(); ++depth) {
            const std::size_t end = std::min(term.path.find("__", begin), term.path.size());
            const bool last = end == term.path.size();
            const auto [place, is_new] = places_.try_emplace(term.path.substr(0, end));
            if (is_new)
                begin_place(place->second, *from, term.path.substr(begin, end - begin),
                            last ? term.rows : nullptr, depth);
            else if (last && term.rows)
                throw FieldError("aside: \"" + term.path +
                                 "\" is prefetched already, by another queryset: name the one with "
                                 "a queryset first");
            from = &place->second;
            begin = end + 2;
        }
    }
    void load() {
        for (const auto& places : by_depth_) {
            for (std::vector<Place*> left = places; !left.empty();) load(take_together(left));
        }
    }

private:
    /// A relation on the way, and the objects that it leads to.
    struct Place {
        const Place* from = nullptr;
        const RelationInfo* relation = nullptr;
        Query rows{};
        Level level{};
    };

    /// A slice counts the rows of each owner. A relation to one row has the first only: it is in
    /// the slice, or no row is.
    static void slice_one_of_each(Query& rows) {
        rows.none = rows.none || rows.offset > 0 || rows.limit == 0;
        rows.offset = 0;
        rows.limit.reset();
    }
    void begin_place(Place& place, const Place& from, const std::string& name,
                     const std::shared_ptr<const Query>& custom, std::size_t depth) {
        const ModelInfo& model = *from.level.model;
        const RelationInfo* relation = model.find_relation(name);
        if (relation == nullptr)
            throw FieldError("aside: prefetch_related: " + std::string(model.type_name) +
                             " has no relation \"" + name + '"');
        Query rows = custom ? *custom : Query(*relation->resolved().target);
        require_own_rows(rows, "prefetch_related");
        if (!relation->many()) slice_one_of_each(rows);
        if (rows.place.alias.empty()) rows.place.alias = query_.place.alias;
        if (rows.fetch_mode == FetchMode::one) rows.fetch_mode = query_.fetch_mode;
        place = {&from, relation, std::move(rows), {}};
        place.level.model = place.rows.model;
        if (by_depth_.size() <= depth) by_depth_.resize(depth + 1);
        by_depth_[depth].push_back(&place);
    }
    /// Takes those out that lead along different relations. Two that lead along one may meet the
    /// same objects, and the second then finds what the first has loaded.
    static std::vector<Place*> take_together(std::vector<Place*>& places) {
        std::set<const RelationInfo*> taken;
        const auto rest = std::stable_partition(places.begin(), places.end(), [&](Place* place) {
            return taken.insert(place->relation).second;
        });
        std::vector<Place*> together(places.begin(), rest);
        places.erase(places.begin(), rest);
        return together;
    }
    void load(const std::vector<Place*>& places) {
        std::list<RelationLoader> loaders;
        std::deque<RelationLoader*> asking;
        Batch sent(session_, [&](Result& result) {
            asking.front()->read(result);
            asking.pop_front();
        });
        for (Place* place : places) {
            auto& loader = loaders.emplace_back(session_, place->from->level, *place->relation,
                                                std::move(place->rows));
            loader.ask([&](Result bound) {
                asking.push_back(&loader);
                sent.add(std::move(bound));
            });
        }
        sent.flush();
        auto loader = loaders.begin();
        for (Place* place : places) place->level = (loader++)->finish();
    }

    Session& session_;
    const Query& query_;
    std::map<std::string, Place> places_;  ///< by their paths
    std::vector<std::vector<Place*>> by_depth_;
};

}  // namespace

void prefetch(Session& session, const Query& query, const std::vector<void*>& objects) {
    if (objects.empty()) return;
    Prefetcher prefetcher(session, query, objects);
    for (const PrefetchTerm& term : query.prefetched) prefetcher.add(term);
    prefetcher.load();
}

void prefetch_from(Session& session, const Query& query, const RowBuffer& rows, std::size_t first) {
    std::vector<void*> objects;
    const Objects all = rows.all();
    for (std::size_t i = first; i < all.count; ++i) objects.push_back(all[i]);
    prefetch(session, query, objects);
}

}  // namespace aside::exec

namespace aside::detail {

void prefetch_for_objects(const Query& query, const std::vector<void*>& objects) {
    auto body = [&](Runner& runner) {
        runner.read_by([&](exec::Session& session) { exec::prefetch(session, query, objects); });
    };
    run_here(query.place, Intent::read, body);
}

}  // namespace aside::detail
