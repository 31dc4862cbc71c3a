// Arrays that other programs have written, and functions of an extension.
#include <string>

#include "support/postgresql.hpp"

using namespace aside::literals;
using aside::testing::PostgresServer;

namespace arrays_of_others {

struct Post : aside::Model<Post> {
    std::int64_t id = 0;
    std::vector<std::int16_t> tags;
    std::vector<std::optional<std::string>> words;
};
struct Article : aside::Model<Article> {
    std::int64_t id = 0;
    std::string title;
};

/// A fresh schema, as the default database.
struct Connected {
    Connected() { aside::connect(server.url()); }
    Connected(const Connected&) = delete;
    Connected& operator=(const Connected&) = delete;
    ~Connected() { aside::disconnect(); }
    const PostgresServer server{};
};

void write(const std::string& tags, const std::string& words = "{}") {
    aside::connection().execute("DELETE FROM arrays_of_others_post");
    aside::connection().execute("INSERT INTO arrays_of_others_post (tags, words) VALUES ('" + tags +
                                "', '" + words + "')");
}

}  // namespace arrays_of_others

using namespace arrays_of_others;

TEST_CASE("an array that a vector cannot hold is refused by the names of column and member") {
    REQUIRES_SERVER();
    const Connected connected;
    aside::create_tables<Post>();
    write("{1,NULL}");
    CHECK_THROWS_WITH_AS(
        (void)Post::objects.get(),
        doctest::Contains(
            "Post.tags is an array, each element of which is an integer of 16 bits, but "
            "column \"tags\" of table \"arrays_of_others_post\" holds NULL as element 1"),
        aside::DataError);
    write("{{1},{2}}");
    CHECK_THROWS_WITH_AS((void)Post::objects.get(),
                         doctest::Contains("the column \"tags\" holds an array of 2 dimensions"),
                         aside::DataError);
    aside::connection().execute(
        "ALTER TABLE arrays_of_others_post ALTER COLUMN tags TYPE integer[]");
    write("{70000}");
    CHECK_THROWS_WITH_AS((void)Post::objects.get(), doctest::Contains("holds the integer 70000"),
                         aside::DataError);
}

TEST_CASE("elements that may be NULL are read, and so are arrays that count from elsewhere") {
    REQUIRES_SERVER();
    const Connected connected;
    aside::create_tables<Post>();
    write("[5:6]={1,2}", R"({a,NULL,"NULL"})");
    const Post post = Post::objects.get();
    CHECK(post.tags == std::vector<std::int16_t>{1, 2});
    CHECK(post.words == std::vector<std::optional<std::string>>{"a", std::nullopt, "NULL"});
}

TEST_CASE("an error over trigrams names the extension, with which they are measured") {
    REQUIRES_SERVER();
    const Connected connected;
    aside::create_tables<Article>();
    Article::objects.create("title"_f = "Cats");
    auto like =
        Article::objects.annotate("s"_f = TrigramSimilarity("title"_f, "Catz")).filter("s"_f > 0.3);
    const auto names_it = doctest::Contains("CREATE EXTENSION pg_trgm");
    CHECK_THROWS_WITH_AS((void)like.list(), names_it, aside::ProgrammingError);
    CHECK_THROWS_WITH_AS((void)Article::objects.filter("title"_f.trigram_similar("Catz")).list(),
                         names_it, aside::ProgrammingError);
    const auto available =
        aside::connection().query("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'");
    if (available.size() == 0) {
        MESSAGE("skipped, since the server has no pg_trgm: what it measures");
        return;
    }
    aside::connection().execute("CREATE EXTENSION pg_trgm");  // goes with the schema
    CHECK(like.get().title == "Cats");
    CHECK(like.get()["s"_f] < 1.0);
    CHECK(Article::objects.filter("title"_f.trigram_similar("Catz")).get().title == "Cats");
    CHECK_FALSE(Article::objects.filter("title"_f.trigram_similar("Dogs")).exists());
    CHECK(Article::objects.annotate("s"_f = TrigramWordSimilarity("Cats", "title"_f))
              .filter("s"_f >= 1.0)
              .count() == 1);
}
