#pragma once

namespace aside::detail {}

namespace aside::exec {

// The code that carries queries out uses the words of what public headers name.
using namespace detail;

}  // namespace aside::exec
