// What is computed and is a truth value stands for a condition.
#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace desk {
using namespace aside::literals;

struct Paper : aside::Model<Paper> {
    std::int64_t id = 0;
    bool signed_ = false;
    std::optional<bool> read;
    std::int32_t pages = 0;
};

/// | id | signed | read | pages |
/// | 1  | no     | yes  | 1     |
/// | 2  | yes    | no   | 2     |
/// | 3  | no     | NULL | 3     |
struct Desk : aside::testing::TestDatabase<Paper> {
    Desk() {
        Paper::objects.bulk_create({Paper{.read = true, .pages = 1},
                                    {.signed_ = true, .read = false, .pages = 2},
                                    {.pages = 3}});
    }
};
using Keys = std::vector<std::int64_t>;
template <class Way, class Rows>
Keys keys(const Rows& rows) {
    const auto found = CALL(rows.order_by("id"_f).values_list(aside::flat, "id"_f), list);
    return Keys(found.begin(), found.end());
}

}  // namespace desk

using namespace desk;

BOTH_WAYS("functions, CASE, casts, subqueries, values and SQL by hand are conditions") {
    const Desk desk;
    const auto& all = Paper::objects;
    CHECK(keys<Way>(all.filter(Coalesce("read"_f, true))) == Keys{1, 3});
    CHECK(keys<Way>(all.exclude(Coalesce("read"_f, true))) == Keys{2});
    CHECK(keys<Way>(all.filter(aside::RawSQL<bool>("pages > ?", 1))) == Keys{2, 3});
    CHECK(keys<Way>(all.filter(aside::Cast<bool>("pages"_f % 2))) == Keys{1, 3});
    CHECK(keys<Way>(all.filter(Case(When("pages"_f == 2, true)).otherwise("signed"_f))) == Keys{2});
    CHECK(keys<Way>(all.filter(Case(When("pages"_f == 3, true)))) == Keys{3});
    CHECK(keys<Way>(all.filter(aside::Value(true))) == Keys{1, 2, 3});
    CHECK(keys<Way>(all.filter(aside::Value(false))).empty());
    const auto read =
        Paper::objects.filter("id"_f = OuterRef("id"_f)).values_list(aside::flat, "read"_f);
    CHECK(keys<Way>(all.filter(Subquery(read))) == Keys{1});
    CHECK(keys<Way>(all.filter(Coalesce("read"_f, false), aside::RawSQL<bool>("pages < 2"))) ==
          Keys{1});
}

BOTH_WAYS("they are joined, negated, and kept in a Q") {
    const Desk desk;
    const auto& all = Paper::objects;
    const auto read = Coalesce("read"_f, false);
    const auto many = aside::RawSQL<bool>("pages > 2");
    CHECK(keys<Way>(all.filter(read || many)) == Keys{1, 3});
    CHECK(keys<Way>(all.filter(!read && !many)) == Keys{2});
    CHECK(keys<Way>(all.filter(read ^ ("pages"_f <= 2))) == Keys{2});
    CHECK(keys<Way>(all.filter("pages"_f == 2 || read)) == Keys{1, 2});
    aside::Q<Paper> q = read;
    CHECK(keys<Way>(all.filter(q)) == Keys{1});
    q |= many;
    CHECK(keys<Way>(all.filter(q)) == Keys{1, 3});
    CHECK(keys<Way>(all.exclude(q)) == Keys{2});
    CHECK(CALL(all, get, read).id == 1);
}

BOTH_WAYS("they are conditions of a When and of an aggregate, too") {
    const Desk desk;
    const auto read = Coalesce("read"_f, false);
    const auto said = Paper::objects.order_by("id"_f).values_list(
        aside::flat,
        Case(When(read, "read"), When(aside::RawSQL<bool>("pages = 2"), "pages"_f == 2, "two"))
            .otherwise("other"));
    const auto texts = CALL(said, list);
    CHECK(std::vector<std::string>(texts.begin(), texts.end()) ==
          std::vector<std::string>{"read", "two", "other"});
    const auto of = CALL(Paper::objects, aggregate, "n"_f = Count("id"_f).filter(read),
                         "m"_f = Sum("pages"_f).filter(aside::RawSQL<bool>("pages > 1")));
    CHECK(of["n"_f] == 1);
    CHECK(of["m"_f] == 5);
    CHECK(CALL(Paper::objects.filter(aside::RawSQL<bool>("pages > 1")), update, "pages"_f = 0) ==
          2);
}
