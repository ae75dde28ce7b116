//! Mail: one message to one person, by SMTP (RFC 5321).

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use crate::base::error::{Error, Result};

/// A server that does not answer within this time is not waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends mail.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Names it: a server that gets it twice can tell.
    pub id: String,
    /// The reader's address.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
}

/// What came of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The server took it.
    Taken,
    /// The server will never take it, and says why.
    Never(String),
    /// It could not be sent now.
    Later(String),
}

impl Mailer {
    /// One that sends by the server of that URL, such as `smtps://USER:PASSWORD@mail.example` or `smtp://mail.example?tls=required`, in the name of `from`.
    /// Errs when either cannot be read.
    pub fn new(url: &str, from: &str) -> Result<Mailer> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| Error::because("the address of the mail server (--mail-url)", error))?;
        let from =
            from.parse().map_err(|error| Error::because(format!("the sender of mail (--mail-from {from})"), error))?;
        Ok(Mailer { transport: transport.timeout(Some(PATIENCE)).build(), from })
    }

    /// Sends it.
    pub async fn send(&self, letter: &Letter) -> Sent {
        let to: Mailbox = match letter.to.parse() {
            Ok(to) => to,
            Err(error) => return Sent::Never(format!("{}: {error}", letter.to)),
        };
        let built = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone());
        let message = match built {
            Ok(message) => message,
            Err(error) => return Sent::Never(error.to_string()),
        };
        match self.transport.send(message).await {
            Ok(_) => Sent::Taken,
            Err(error) if error.is_permanent() => Sent::Never(error.to_string()),
            Err(error) => Sent::Later(error.to_string()),
        }
    }
}
