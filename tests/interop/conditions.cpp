// Conditions put together: negations over nullable relations, columns compared through relations,
// and querysets combined. See django_app/queries/conditions.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void conditions() {
    // Of and, or and not.
    FOUND("and", Book::objects.filter("publisher__name"_f == "Aufbau" && "in_print"_f == true));
    FOUND("or", Book::objects.filter("publisher__name"_f == "Aufbau" || "in_print"_f == false));
    FOUND("or of two relations",
          Book::objects.filter("publisher__country"_f == "us" || "editor__country"_f == "fr"));
    FOUND("or of two relations and",
          Book::objects.filter(("publisher__country"_f == "us" || "editor__country"_f == "fr") &&
                               "in_print"_f == true));
    FOUND("or of two relations and two",
          Book::objects.filter(("publisher__country"_f == "us" || "editor__country"_f == "fr") &&
                               ("rating"_f > 4 || "sequel"_f.isnull(false))));
    FOUND("or of a relation and a column",
          Book::objects.filter("publisher__founded"_f > 1950 || "rating"_f > 4));
    FOUND("or of three", Book::objects.filter("publisher"_f == nullptr || "editor"_f == nullptr ||
                                              "subtitle"_f == nullptr));
    FOUND("or of the same relation", Book::objects.filter("publisher__founded"_f == nullptr ||
                                                          "publisher__country"_f == "de"));
    FOUND("or with isnull",
          Book::objects.filter("publisher"_f == nullptr || "publisher__country"_f == "us"));
    FOUND("or in and in or",
          Book::objects.filter("pages"_f < 40 ||
                               ("in_print"_f == true &&
                                ("editor__name"_f == "Bruno" || "publisher__name"_f == "Delta"))));
    FOUND("not", Book::objects.filter(!("publisher__name"_f == "Aufbau")));
    FOUND("not not", Book::objects.filter(!!("publisher__name"_f == "Aufbau")));
    FOUND("not not not", Book::objects.filter(!!!("publisher__name"_f == "Aufbau")));
    FOUND("not and",
          Book::objects.filter(!("publisher__name"_f == "Aufbau" && "in_print"_f == true)));
    FOUND("not or",
          Book::objects.filter(!("publisher__name"_f == "Aufbau" || "editor__name"_f == "Hana")));
    FOUND("not and of nots", Book::objects.filter(!(!("publisher__name"_f == "Aufbau") &&
                                                    !("editor__name"_f == "Hana"))));
    FOUND("not or of nots",
          Book::objects.filter(!(!("publisher__name"_f == "Aufbau") || !("in_print"_f == true))));
    FOUND("and of nots",
          Book::objects.filter(!("publisher__founded"_f > 1950) && !("rating"_f > 4)));
    FOUND("or of nots",
          Book::objects.filter(!("publisher__founded"_f > 1950) || !("rating"_f > 4)));
    FOUND("or of one not",
          Book::objects.filter("publisher__name"_f == "Aufbau" || !("editor__name"_f == "Bruno")));
    FOUND("and of one not",
          Book::objects.filter("publisher__name"_f == "Aufbau" && !("editor__name"_f == "Bruno")));
    FOUND("exclude and", Book::objects.exclude("publisher__founded"_f > 1900 && "rating"_f > 3));
    FOUND("exclude or", Book::objects.exclude("publisher__founded"_f > 1950 || "rating"_f > 4));
    FOUND("exclude not", Book::objects.exclude(!("publisher__founded"_f > 1900)));
    FOUND("exclude and of one not",
          Book::objects.exclude("publisher__founded"_f > 1900 && !("rating"_f > 4)));
    FOUND("exclude or of one not",
          Book::objects.exclude("publisher__founded"_f > 1950 || !("editor__salary"_f > 2000)));
    FOUND("exclude not or of nots", Book::objects.exclude(!(!("publisher__founded"_f == 1945) ||
                                                            !("editor__salary"_f > 2000))));
    FOUND("exclude two isnull",
          Book::objects.exclude("publisher__isnull"_f = true, "editor__isnull"_f = true));
    FOUND("exclude either isnull",
          Book::objects.exclude("publisher"_f.isnull() || "editor"_f.isnull()));
    FOUND("exclude isnull and a condition",
          Book::objects.exclude("publisher__director"_f == nullptr && "in_print"_f == true));
    FOUND("not isnull or", Book::objects.filter(!("publisher"_f.isnull()) || "pages"_f > 150));
    FOUND("not isnull and not",
          Book::objects.filter(!("subtitle"_f.isnull()) && !("subtitle"_f == "Greek")));
    FOUND("filter then exclude then filter", Book::objects.filter("in_print"_f = true)
                                                 .exclude("publisher__country"_f = "de")
                                                 .filter(!("editor__country"_f == "us")));
    FOUND("excludes one after another", Book::objects.exclude("publisher"_f = nullptr)
                                            .exclude("editor"_f = nullptr)
                                            .exclude("rating"_f = nullptr));
    FOUND("exclude of a nullable date",
          Book::objects.exclude("editor__born__gt"_f = date(1940, 1, 1)));
    FOUND("exclude of a nullable decimal",
          Book::objects.exclude("publisher__director__salary__gte"_f = 6500_dec));
    FOUND("exclude of a range", Book::objects.exclude("publisher__founded"_f.range(1940, 1990)));
    FOUND("exclude of in", Book::objects.exclude("publisher__founded__in"_f = {1945, 1990}));
    FOUND("exclude of contains", Book::objects.exclude("editor__name__contains"_f = "a"));
    FOUND("exclude of iexact",
          Book::objects.exclude("publisher__country__name__iexact"_f = "germany"));
    FOUND("exclude of regex", Book::objects.exclude("publisher__name__regex"_f = "^[AD]"));
    FOUND("exclude of a boss of a boss",
          Person::objects.exclude("boss__boss__salary__gt"_f = 5000));
    FOUND("exclude of two bosses",
          Person::objects.exclude("boss__country"_f = "de", "boss__boss__country"_f = "de"));
    FOUND("not of a profile",
          Person::objects.filter(!("profile__bio"_f.contains("s")) && !("desk__room"_f == "A1")));
    FOUND("or of a profile",
          Person::objects.filter("profile__site"_f.isnull(false) || "desk__room"_f == "B2"));
    FOUND("not or of a profile",
          Person::objects.filter(!("profile__site"_f.isnull(false) || "desk__room"_f == "B2")));
    FOUND("not of many in or",
          Book::objects.filter(!("tags"_f == "novel" || "publisher__country"_f == "us")));
    FOUND("not of many in and",
          Book::objects.filter(!("tags"_f == "novel" && "publisher__country"_f == "de")));
    FOUND("not of many in nots",
          Book::objects.filter(!(!("tags"_f == "novel") && !("publisher__country"_f == "us"))));
    FOUND("not of many or of many",
          Book::objects.filter(!("tags"_f == "novel") || "reviews__stars"_f == 5));
    FOUND("not of many and of many",
          Book::objects.filter(!("tags"_f == "history") && "reviews__stars"_f == 5));
    FOUND("of desks",
          Desk::objects.filter(!("person__country"_f == "de") && "room"_f.startswith("A")));
    FOUND("of tags", Tag::objects.filter("parent__parent"_f.isnull(false) || "parent"_f == "art"));

    // Columns compared.
    FOUND("sum of columns", Book::objects.filter("pages"_f > "chapters"_f * 9 + 20));
    FOUND("difference of columns", Book::objects.filter("chapters"_f < "pages"_f - 250));
    FOUND("remainder of a column", Book::objects.filter("pages"_f == "pages"_f % 100));
    FOUND("twice another column", Book::objects.filter("pages"_f >= "chapters"_f * 2));
    FOUND("longer than the one before", Book::objects.filter("pages"_f > "sequel_to__pages"_f));
    FOUND("longer by half", Book::objects.filter("pages"_f > "sequel_to__pages"_f * 2 - 10));
    FOUND("shorter than the next", Book::objects.filter("pages"_f < "sequel__pages"_f));
    FOUND("rated as the one before", Book::objects.filter("rating"_f == "sequel_to__rating"_f));
    FOUND("not rated as the one before",
          Book::objects.exclude("rating"_f == "sequel_to__rating"_f));
    FOUND("not published before the next",
          Book::objects.exclude("published"_f < "sequel__published"_f));
    FOUND("edited in the country of the publisher",
          Book::objects.filter("editor__country"_f == "publisher__country"_f));
    FOUND("edited by the director", Book::objects.filter("editor"_f == "publisher__director"_f));
    FOUND("not edited by the director",
          Book::objects.exclude("editor"_f == "publisher__director"_f));
    FOUND("edited by staff of the director",
          Book::objects.filter("editor__boss"_f == "publisher__director"_f));
    FOUND("paid as the director",
          Book::objects.filter("editor__salary"_f <= "publisher__director__salary"_f));
    FOUND("not paid as the director",
          Book::objects.exclude("editor__salary"_f >= "publisher__director__salary"_f));
    FOUND("named as the boss", Person::objects.filter("name"_f == "boss__boss__name"_f));
    FOUND("stars as rated", Review::objects.filter("stars"_f >= "book__rating"_f));
    FOUND("not stars as rated", Review::objects.exclude("stars"_f >= "book__rating"_f));
    FOUND("own reviews",
          Review::objects.filter("reader"_f.in(Person::objects.filter("books__isnull"_f = false)),
                                 "text"_f = "Mine"));
    FOUND("or of compared columns", Book::objects.filter("editor"_f == "publisher__director"_f ||
                                                         "pages"_f == "sequel__pages"_f));
    FOUND("not of compared columns in or",
          Person::objects.filter(!("salary"_f < "boss__salary"_f) || "born"_f > date(1990, 1, 1)));

    // Querysets combined.
    FOUND("both",
          Book::objects.filter("pages__gt"_f = 100) & Book::objects.filter("in_print"_f = true));
    FOUND("either",
          Book::objects.filter("pages__gt"_f = 300) | Book::objects.filter("in_print"_f = false));
    FOUND("both of one relation", Book::objects.filter("publisher__name"_f = "Aufbau") &
                                      Book::objects.filter("publisher__country"_f = "fr"));
    FOUND("either of one relation", Book::objects.filter("publisher__name"_f = "Aufbau") |
                                        Book::objects.filter("publisher__country"_f = "cz"));
    FOUND("both of two relations", Book::objects.filter("publisher__country"_f = "de") &
                                       Book::objects.filter("editor__name"_f = "Bruno"));
    FOUND("either of two relations", Book::objects.filter("publisher__country"_f = "de") |
                                         Book::objects.filter("editor__name"_f = "Chloé"));
    FOUND("either of a relation and a column",
          Book::objects.filter("pages__lt"_f = 60) |
              Book::objects.filter("publisher__country"_f = "us"));
    FOUND("either of an exclude", Book::objects.exclude("publisher__country"_f = "us") |
                                      Book::objects.filter("title"_f = "Eta"));
    FOUND("both of an exclude", Book::objects.exclude("publisher__country"_f = "us") &
                                    Book::objects.exclude("editor"_f = nullptr));
    FOUND("either of a one-to-one", Person::objects.filter("profile__site__isnull"_f = false) |
                                        Person::objects.filter("desk__room"_f = "B2"));
    FOUND("either of isnull", Book::objects.filter("publisher"_f = nullptr) |
                                  Book::objects.filter("editor__boss"_f = nullptr));
    FOUND("both of many",
          Book::objects.filter("tags"_f = "novel") & Book::objects.filter("tags"_f = "crime"));
    FOUND("either of many",
          Book::objects.filter("tags"_f = "novel") | Book::objects.filter("tags"_f = "crime"));
    FOUND("either of many and a column",
          Book::objects.filter("tags"_f = "novel") | Book::objects.filter("pages__lt"_f = 60));
    FOUND("either of two many",
          Book::objects.filter("tags"_f = "deco") | Book::objects.filter("reviews__stars"_f = 5));
    FOUND("either of many excluded",
          Book::objects.exclude("tags"_f = "novel") | Book::objects.filter("pages"_f = 99));
    FOUND("both of many excluded", Book::objects.exclude("tags"_f = "novel") &
                                       Book::objects.exclude("reviews__stars"_f = 5));
    FOUND("either of two steps", Publisher::objects.filter("books__tags"_f = "crime") |
                                     Publisher::objects.filter("books__reviews__stars"_f = 1));
    FOUND("three",
          (Book::objects.filter("pages__gt"_f = 300) | Book::objects.filter("pages__lt"_f = 60)) &
              Book::objects.filter("in_print"_f = true));
    FOUND("filtered afterwards",
          (Book::objects.filter("publisher"_f = 1) | Book::objects.filter("publisher"_f = 4))
              .filter("in_print"_f = true)
              .exclude("editor"_f = 2));
    FOUND("distinct",
          (Book::objects.filter("tags"_f = "novel") | Book::objects.filter("tags"_f = "crime"))
              .distinct());
    FOUND("none and", Book::objects.none() & Book::objects.filter("pages__gt"_f = 100));
    FOUND("none or", Book::objects.none() | Book::objects.filter("pages__gt"_f = 300));
    FOUND("or none", Book::objects.filter("pages__gt"_f = 300) | Book::objects.none());
    LISTED("ordered afterwards", (Book::objects.filter("publisher"_f = 1) |
                                  Book::objects.filter("editor__isnull"_f = true))
                                     .order_by("-pages"_f, "pk"_f));
    LISTED("sliced afterwards",
           (Book::objects.filter("in_print"_f = true) & Book::objects.exclude("rating"_f = nullptr))
               .order_by("rating"_f, "pk"_f)
               .slice(1, 5));
    ANSWER("counted",
           (Book::objects.filter("publisher"_f = 1) | Book::objects.filter("tags"_f = "novel"))
               .count());
    ANSWER("counted, distinct",
           (Book::objects.filter("publisher"_f = 1) | Book::objects.filter("tags"_f = "novel"))
               .distinct()
               .count());
    ANSWER("asked for",
           (Book::objects.filter("publisher"_f = 1) & Book::objects.filter("publisher"_f = 2))
               .exists());
    FOUND("countries of either", Country::objects.filter("people__isnull"_f = true) |
                                     Country::objects.filter("publishers__founded"_f = 1945));
}

}  // namespace interop
