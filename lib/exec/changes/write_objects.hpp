#pragma once
// Functions that the writing plans share.
#include "aside/detail/changing.hpp"
#include "exec/session/session.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {

/// Sets the fields that hold the moment of saving: `auto_now`, and `auto_now_add` if the row is
/// new.
void set_moments(const sql::Fields& fields, void* object, bool is_new);
/// The fields of these names; throws `FieldError` for one that the model does not have.
[[nodiscard]] sql::Fields named_fields(const ModelInfo& model,
                                       std::span<const std::string_view> names);
/// Binds a field of an object. Throws `DataError`, which names the field, for a value that the
/// engine cannot store.
void bind_field(Binder& binder, const FieldInfo& field, const void* object, int parameter);
/// Binds these fields of an object from parameter `first` on; gives the parameter behind them.
int bind_fields(Binder& binder, const sql::Fields& fields, const void* object, int first = 0);
/// Reads these fields from the columns of a row.
void read_fields(const Cells& cells, const sql::Fields& fields, void* object);
/// The fields of an INSERT of an object: all but a key that the database gives.
[[nodiscard]] sql::Fields fields_to_insert(const ModelInfo& model, bool key_given);
/// How many rows of these fields a statement takes as arrays, one for each field; 0: it takes none.
/// A field that is an array itself cannot be in one.
[[nodiscard]] std::size_t rows_in_arrays(const Session& session, const sql::Fields& fields);
/// Throws `ValidationError` if the object has no key and the database gives none.
void require_insertable_key(const ModelInfo& model, const void* object);
/// Whether an INSERT must return the key, to tell whether a row was inserted and, if the key is not
/// given, its key.
[[nodiscard]] bool returns_key(const Session& session, const ModelInfo& model, bool key_given);
/// Whether the row with the object's key is there.
[[nodiscard]] bool row_exists(Session& session, const ModelInfo& model, const void* object);
/// Sets an automatic key.
void set_key(const ModelInfo& model, void* object, std::int64_t key);

}  // namespace aside::exec
