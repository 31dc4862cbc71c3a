#pragma once
/// All of the library but what costs compile time and has a header of its own: `aside/json.hpp`.

// In the order in which they need each other: a compiler's message shows the way by which a header was included first.
// clang-format off
#include "aside/error.hpp"
#include "aside/temporal.hpp"
#include "aside/decimal.hpp"
#include "aside/uuid.hpp"
#include "aside/field.hpp"
#include "aside/meta.hpp"
#include "aside/q.hpp"
#include "aside/aggregate.hpp"
#include "aside/options.hpp"
#include "aside/rows.hpp"
#include "aside/dates.hpp"
#include "aside/record.hpp"
#include "aside/future.hpp"
#include "aside/prefetch.hpp"
#include "aside/refining_methods.hpp"
#include "aside/query_methods.hpp"
#include "aside/queryset.hpp"
#include "aside/relation.hpp"
#include "aside/related_manager.hpp"
#include "aside/manager.hpp"
#include "aside/model.hpp"
#include "aside/database.hpp"
#include "aside/query_log.hpp"
#include "aside/executor.hpp"
