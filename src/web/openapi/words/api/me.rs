//! Oneself.

words! {
    "Oneself" "Who asks."

    /// Who I am.
    show [];
}
