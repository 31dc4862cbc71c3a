#pragma once
// Names of a database as identifiers of C++, and its texts as literals and comments. Whatever a name
// holds, it ends neither what it stands in nor the line.
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace aside::inspect {

/// The name of a member, less the underscore that a keyword or macro needs behind it: words in
/// lower case with single underscores between them. `x__y` is `x_y`, `Mixed Case` is `mixed_case`,
/// `1st` is `n1st`. Letters beyond ASCII stay if a C++ compiler takes them; with `ascii` they
/// become letters of ASCII that look like them, or their numbers.
[[nodiscard]] std::string path_name(std::string_view name, bool ascii);
/// The member of that path: with an underscore behind it, if the path is a keyword or a macro.
[[nodiscard]] std::string member_name(const std::string& path);
/// The name of a type: `order items` is `OrderItems`, `1st` is `T1st`.
[[nodiscard]] std::string type_name(std::string_view name, bool ascii);
/// Whether a namespace may have that name, in lower case.
[[nodiscard]] bool is_namespace_name(std::string_view name);

/// Names of one scope, each of them once.
class Names {
public:
    /// That name or, if it is taken, with the first number behind it that is not.
    std::string take(const std::string& name);
    [[nodiscard]] bool has(const std::string& name) const { return taken_.contains(name); }
    void add(std::string name) { taken_.insert(std::move(name)); }

private:
    std::set<std::string> taken_;
};

/// `"text"`, as a literal of C++.
[[nodiscard]] std::string literal(std::string_view text);
/// The lines of a comment with that text, each with `//` and `indent` blanks before it, none longer
/// than 100 bytes where it has a blank to be broken at; blanks elsewhere stay. Of a text beyond
/// `longest_comment` bytes the first ones.
[[nodiscard]] std::string comment(std::string_view text, std::size_t indent);
constexpr std::size_t longest_comment = 600;

}  // namespace aside::inspect
