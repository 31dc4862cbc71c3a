// g++: annotation_name_is_taken<shop::Item, .*path<.n., .a., .m., .e.>
// clang: annotation_name_is_taken<shop::Item, .*path<.n., .a., .m., .e.>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.raw("SELECT 1", aside::extra<double>("score"_f)); }
#else
void program() { (void)Item::objects.raw("SELECT 1", aside::extra<double>("name"_f)); }
#endif
}  // namespace shop
