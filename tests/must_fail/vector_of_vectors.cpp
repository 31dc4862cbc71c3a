// g++: aside: no field has this type: use bool
// clang: aside: no field has this type: use bool
// of any length
#include "arrays.hpp"
namespace shop {
struct Grid : aside::Model<Grid> {
    std::int64_t id = 0;
#ifdef FIXED
    std::vector<std::int32_t> rows;
#else
    std::vector<std::vector<std::int32_t>> rows;
#endif
};
void program() { (void)Grid::objects.count(); }
}  // namespace shop
