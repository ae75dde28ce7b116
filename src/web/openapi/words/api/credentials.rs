//! Credentials.

words! {
    "Credentials" "Certificates that others can check without asking, and what they are worth."

    /// Gives a certificate as an Open Badges 3.0 credential.
    ///
    /// It is signed by a key of `/.well-known/did.json`, in the language of its holder. To its holder and to heads, and only while it holds.
    show [NoSuchThing WrongState NoPublicAddress NoSigningKey];

    /// Tells what the certificate of a public link is worth.
    ///
    /// Only `valid` is a yes. A link that was taken away is answered as one that never was.
    by_link [NoSuchThing AskedTooOften];

    /// Tells what a credential is worth.
    ///
    /// Signature, issuer and times are checked, and what became of the certificate since. Only `valid` is a yes.
    verify [BadToken NoSuchThing AskedTooOften NoSigningKey];
}
