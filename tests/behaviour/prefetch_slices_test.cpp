// A Prefetch of a sliced queryset: the first rows of each owner.
#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace blog {
using namespace aside::literals;

struct Post;
struct Author : aside::Model<Author> {
    std::int64_t id = 0;
    std::string name;
    aside::ManyToMany<Author> friends;
    aside::ReverseForeignKey<Post, "author"> posts;
};
struct Tag : aside::Model<Tag> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseManyToMany<Post, "tags"> posts;
};
struct Post : aside::Model<Post> {
    std::int64_t id = 0;
    std::int32_t score = 0;
    aside::ForeignKey<Author, aside::cascade> author;
    aside::ManyToMany<Tag> tags;
    static constexpr auto meta = aside::meta(aside::ordering("score"_f));
};

/// Ann has posts with the scores 1, 3 and 2, Bob with 4, 6 and 5, Cyd none. All posts have the tags
/// x and y.
struct Blog : aside::testing::TestDatabase<Author, Tag, Post> {
    Blog() {
        Author::objects.bulk_create({Author{.name = "Ann"}, {.name = "Bob"}, {.name = "Cyd"}});
        const auto tags = Tag::objects.bulk_create({Tag{.name = "x"}, Tag{.name = "y"}});
        for (const int first : {1, 4})
            for (const int score : {first, first + 2, first + 1})
                Post::objects.create("author"_f = (first + 2) / 3, "score"_f = score)
                    .tags.add(tags);
    }
};

using Scores = std::vector<std::vector<int>>;

/// The scores of each author's posts, as they were prefetched.
template <class Way, class Posts>
Scores prefetched(const Posts& posts) {
    Scores scores;
    const auto authors =
        Author::objects.order_by("id"_f).prefetch_related(Prefetch("posts"_f, posts));
    for (const Author& author : CALL(authors, list)) {
        auto& of = scores.emplace_back();
        for (const Post& post : author.posts.all()) of.push_back(post.score);
    }
    return scores;
}

}  // namespace blog

using namespace blog;

BOTH_WAYS("a Prefetch of a slice reads the first rows of each owner, by one statement") {
    const Blog blog;
    const auto best = Post::objects.order_by("-score"_f);
    const aside::QueryLog log;
    CHECK(prefetched<Way>(best.limit(2)) == Scores{{3, 2}, {6, 5}, {}});
    CHECK(log.size() == 2);
    CHECK(prefetched<Way>(best.slice(1, 3)) == Scores{{2, 1}, {5, 4}, {}});
    CHECK(prefetched<Way>(best.offset(2)) == Scores{{1}, {4}, {}});
    CHECK(prefetched<Way>(best.limit(0)) == Scores{{}, {}, {}});
    CHECK(prefetched<Way>(best.slice(1, INT64_MAX)) == Scores{{2, 1}, {5, 4}, {}});
    CHECK(prefetched<Way>(best.reverse().limit(1)) == Scores{{1}, {4}, {}});
    CHECK(prefetched<Way>(Post::objects.limit(2)) == Scores{{1, 2}, {4, 5}, {}});  // its ordering
    CHECK(prefetched<Way>(best.filter("score"_f < 6).limit(1)) == Scores{{3}, {5}, {}});
    CHECK(prefetched<Way>(best.filter("author__name"_f = "Bob").limit(1)) == Scores{{}, {6}, {}});
    for (const auto& scores : prefetched<Way>(Post::objects.order_by("?"_f).limit(2)))
        CHECK((scores.empty() || scores.size() == 2));
    for (const auto& scores : prefetched<Way>(Post::objects.order_by().limit(2)))
        CHECK((scores.empty() || scores.size() == 2));
}

BOTH_WAYS("what the rows are distinct in, annotated with and read with comes before the slice") {
    const Blog blog;
    const auto best = Post::objects.order_by("-score"_f);
    CHECK(prefetched<Way>(best.filter("tags__name__in"_f = std::vector<std::string>{"x", "y"})
                              .distinct()
                              .limit(2)) == Scores{{3, 2}, {6, 5}, {}});
    CHECK(prefetched<Way>(Post::objects.alias("n"_f = Count("tags"_f))
                              .filter("n"_f == 2)
                              .order_by("-n"_f, "score"_f)
                              .limit(2)) == Scores{{1, 2}, {4, 5}, {}});
    CHECK(prefetched<Way>(best.order_by(("score"_f % 3).desc(), "-score"_f).limit(1)) ==
          Scores{{2}, {5}, {}});
    CHECK(prefetched<Way>(best.select_related("author"_f).limit(1)) == Scores{{3}, {6}, {}});
    CHECK(prefetched<Way>(best.order_by("author__name"_f, "-score"_f).limit(1)) ==
          Scores{{3}, {6}, {}});
}

BOTH_WAYS("slices of many-to-many relations, of a model to itself too, are of each owner") {
    const Blog blog;
    const auto tags = Tag::objects.order_by("-name"_f).limit(1);
    const auto posts = Post::objects.prefetch_related(Prefetch("tags"_f, tags));
    for (const Post& post : CALL(posts, list)) {
        REQUIRE(post.tags.all().size() == 1);
        CHECK(post.tags.all().begin()->name == "y");
    }
    const auto worst = Tag::objects.order_by("id"_f).prefetch_related(
        Prefetch("posts"_f, Post::objects.order_by("score"_f).slice(1, 3)));
    for (const Tag& tag : CALL(worst, list)) {
        REQUIRE(tag.posts.all().size() == 2);
        CHECK(tag.posts.all().begin()->score == 2);
    }
    const auto people = Author::objects.order_by("id"_f).list();
    people[0].friends.add(people[1], people[2]);
    const auto friends = Author::objects.order_by("id"_f).prefetch_related(
        Prefetch("friends"_f, Author::objects.order_by("-name"_f).limit(1)));
    std::vector<std::string> names;
    for (const Author& author : CALL(friends, list))
        for (const Author& other : author.friends.all()) names.push_back(other.name);
    CHECK(names == std::vector<std::string>{"Cyd", "Ann", "Ann"});
}

BOTH_WAYS("where a relation leads to one row, that is the first") {
    const Blog blog;
    const auto authors = Author::objects.order_by("-id"_f);
    const auto with = [](const auto& slice) {
        return Post::objects.prefetch_related(Prefetch("author"_f, slice));
    };
    for (const Post& post : CALL(with(authors.limit(1)), list)) {
        const aside::EventLoopGuard guard;
        CHECK_FALSE(post.author->name.empty());
    }
    for (const Post& post : CALL(with(authors.offset(1)), list)) {
        const aside::EventLoopGuard guard;
        CHECK_THROWS_AS((void)post.author->name, Author::DoesNotExist);
    }
}

BOTH_WAYS("a slice that was prefetched prefetches itself, and is not refined further") {
    const Blog blog;
    const auto best =
        Post::objects.order_by("-score"_f)
            .prefetch_related(Prefetch("tags"_f, Tag::objects.order_by("name"_f).limit(1)));
    const auto authors =
        Author::objects.order_by("id"_f).prefetch_related(Prefetch("posts"_f, best.limit(1)));
    const auto rows = CALL(authors, list);
    const Post& post = *rows[1].posts.all().begin();
    CHECK(post.score == 6);
    CHECK(post.tags.all().begin()->name == "x");
    CHECK(CALL(rows[0].posts, count) == 1);
    CHECK_THROWS_AS((void)rows[0].posts.filter("score"_f = 1), aside::NotSupportedError);
}
