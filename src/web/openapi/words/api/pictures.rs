//! Pictures of questions.

words! {
    "Pictures" "What is to be seen with a question. A question names a picture that was handed in before, and says in words what it shows."

    /// Hands in a picture.
    ///
    /// As `multipart/form-data` with the part `file`, or as JSON with an address that holds it. It is made anew, without what a camera writes into it; who sends the same again gets the same
    /// picture. A question names it by its `id`; it is to be had at `/files/{id}` by whoever may see such a question.
    add [Invalid];
}
