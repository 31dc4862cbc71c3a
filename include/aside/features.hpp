#pragma once

namespace aside {

/// What the engine of a database can, as `connection(alias).features()` gives it. The library asks
/// these and never for an engine by its name; so can a program that runs on several.
struct Features {
    bool own_functions = false;          ///< its connections have the SQL functions of this library
    bool numbers_placeholders = false;   ///< `$1` stands for a parameter, not `?`
    bool typed_parameters = false;       ///< a parameter is of one type, so NULL stands in the text
    bool calculates_with_names = false;  ///< ORDER BY may, with those of the SELECT list
    bool orders_distinct_freely = false;     ///< SELECT DISTINCT by what is not selected, too
    bool distinct_on = false;                ///< SELECT DISTINCT ON
    bool row_locks = false;                  ///< SELECT ... FOR UPDATE
    bool errors_abort_transactions = false;  ///< after any error a transaction can only be undone
    bool folds_case_beyond_ascii = false;    ///< `iexact` and the like know that Ä is ä
    bool keeps_negative_zero = false;        ///< -0.0 in a column of reals stays -0.0
    bool nulls_largest = false;      ///< NULL comes last in ascending order, unless told otherwise
    bool sha1 = false;               ///< has that digest, for which PostgreSQL needs an extension
    bool text_of_any_bytes = false;  ///< text may hold NUL, and what is no UTF-8
    bool bounds_text = false;        ///< text is never longer than its field's `max_length`
    bool one_writer = false;         ///< transactions that write come one after the other
    /// A connection may run other statements while the rows of one are being read, at no cost.
    bool interleaves_statements = false;
    bool keeps_json_text = false;    ///< JSON is read as it was written, byte for byte
    bool keeps_expressions = false;  ///< checks are read in the words that they were made with
    bool drops_constraints = false;  ///< ALTER TABLE adds constraints, and takes them away
    bool references_ahead = false;   ///< a foreign key may name a table that is not there yet
    bool advisory_locks = false;     ///< `lock` takes locks of keys that the program gives
    bool notifications = false;      ///< `listen` and `notify`
    bool arrays = false;             ///< a member may be a vector: its column is an array
    bool full_text_search = false;   ///< SearchVector, SearchQuery, SearchRank, the lookup `search`
    bool trigrams = false;           ///< TrigramSimilarity and its like, with an extension
    bool index_methods = false;      ///< an index may be of a method of its own, such as `gin`
    bool loose_types = false;        ///< a column holds values of other types than its own
    bool replicas = false;           ///< reads may go to copies: `ConnectOptions::replicas`
    bool counts_cascades = false;    ///< tells how many rows ON DELETE CASCADE has deleted
    /// A foreign key may be checked at the end of the transaction, not of the statement.
    bool deferrable_constraints = false;
    bool transactional_ddl = false;  ///< a transaction may create tables, and undoes that too
    bool ordered_keys = false;       ///< the keys of one INSERT ascend, in the order of its rows
    /// A COMMIT may be refused since others have written meanwhile, with a `SerializationFailure`,
    /// also outside of serializable transactions.
    bool commits_conflict = false;
    /// A key of several columns may have one whose values the database gives. Elsewhere tables of
    /// models that are `distributed_by` a field have keys and foreign keys as others do.
    bool identity_in_keys = false;
    bool explain_formats = false;  ///< EXPLAIN has options, and gives more than text

    friend bool operator==(const Features&, const Features&) = default;
};

}  // namespace aside
