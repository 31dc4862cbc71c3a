// g++: argument_is_no_column_name<aside::Keyword<.*int
// clang: argument_is_no_column_name<.*Keyword<.*int
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)aside::translations("name"_f = "title"); }
#else
void program() { (void)aside::translations("name"_f = 5); }
#endif
}  // namespace shop
