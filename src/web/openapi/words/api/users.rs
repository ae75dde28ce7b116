//! People.

words! {
    "People" "Who works here: for administrators and personnel systems."

    /// The people, by login.
    list [];

    /// Takes a list of people over.
    ///
    /// Who is new is added, who is known changed in what is told; nobody is removed, `active: false` closes an account. A row with a mistake is left out and named, all others are taken over in one transaction. With `dry_run` nothing is written.
    take_over [Invalid LastAdministrator];
}
