// Paths into JSON. See django_app/queries/json_paths.py.
#include "interop/field_models.hpp"
#include "interop/query.hpp"

namespace interop {

namespace {
aside::Json json(std::string_view text) { return aside::Json::parse(text); }
}  // namespace

void json_paths() {
    FOUND("real", Sample::objects.filter("document__k"_f = 1.5));
    FOUND("real of a missing key", Sample::objects.filter("document__z"_f = 1.5));
    FOUND("real gt", Sample::objects.filter("document__k__gt"_f = 1));
    FOUND("real lt", Sample::objects.filter("document__k__lt"_f = 1.5));
    FOUND("real range", Sample::objects.filter("document__k__range"_f = std::pair(1, 2)));
    FOUND("index", Sample::objects.filter("document__a__0"_f = 1));
    FOUND("true", Sample::objects.filter("document__a__3"_f = true));
    FOUND("null", Sample::objects.filter("document__a__4"_f = nullptr));
    FOUND("null of a missing key", Sample::objects.filter("document__z"_f = nullptr));
    FOUND("beyond ascii", Sample::objects.filter("document__a__5__b__c__0"_f = "é"));
    FOUND("emoji in", Sample::objects.filter("document__a__5__b__c__1__in"_f = {"🍕", "x"}));
    FOUND("escapes", Sample::objects.filter("document__a__5__b__c__3"_f = "\"\\/\n"));
    FOUND("escapes startswith",
          Sample::objects.filter("document__a__5__b__c__3__startswith"_f = "\"\\"));
    FOUND("escapes iendswith",
          Sample::objects.filter("document__a__5__b__c__3__iendswith"_f = "/\n"));
    FOUND("icontains", Sample::objects.filter("document__a__5__b__c__1__icontains"_f = "🍕"));
    FOUND("regex", Sample::objects.filter("document__a__5__b__c__0__regex"_f = "^.$"));
    FOUND("array", Sample::objects.filter("document__0"_f = json("[]")));
    FOUND("object", Sample::objects.filter("document__a__5__b"_f =
                                               json(R"({"c": ["é", "🍕", "\u0000", "\"\\/\n"]})")));
    FOUND("isnull", Sample::objects.filter("document__k__isnull"_f = true));
    FOUND("not isnull", Sample::objects.filter("document__k__isnull"_f = false));
    FOUND("null is no isnull", Sample::objects.filter("document__a__4__isnull"_f = true));
    FOUND("has_key", Sample::objects.filter("document__has_key"_f = "k"));
    FOUND("has_key of an index", Sample::objects.filter("document__has_key"_f = "0"));
    FOUND("has_key of nothing", Sample::objects.filter("document__has_key"_f = ""));
    FOUND("has_key further in", Sample::objects.filter("document__a__5__has_key"_f = "b"));
    FOUND("has_keys", Sample::objects.filter("document__has_keys"_f = {"a", ""}));
    FOUND("has_any_keys", Sample::objects.filter("document__has_any_keys"_f = {"a", "k"}));
    FOUND("has_key excluded", Sample::objects.exclude("document__has_key"_f = "k"));
    FOUND("excluded", Sample::objects.exclude("document__k"_f = 1));
    FOUND("excluded equal", Sample::objects.exclude("document__k"_f = 1.5));
    FOUND("gt excluded", Sample::objects.exclude("document__k__gt"_f = 1));
    FOUND("in excluded", Sample::objects.exclude("document__k__in"_f = {1.5, 2.5}));
    FOUND("maybe", Maybe::objects.filter("document__a__0"_f = 1));
    FOUND("maybe excluded", Maybe::objects.exclude("document__a__0"_f = 1));
    FOUND("maybe other excluded", Maybe::objects.exclude("document__a__0"_f = 2));
    FOUND("maybe gt excluded", Maybe::objects.exclude("document__a__0__gt"_f = 0));
    FOUND("maybe isnull", Maybe::objects.filter("document__a__isnull"_f = true));
    FOUND("maybe isnull excluded", Maybe::objects.exclude("document__a__isnull"_f = true));
    FOUND("maybe has_key excluded", Maybe::objects.exclude("document__has_key"_f = "a"));
    LISTED("by key", Sample::objects.order_by("document__k"_f, "id"_f));
    LISTED("by key descending", Maybe::objects.order_by("-document__a__0"_f, "-id"_f));
    ANSWER("count", Sample::objects.filter("document__k"_f.isnull(false)).count());
}

}  // namespace interop
