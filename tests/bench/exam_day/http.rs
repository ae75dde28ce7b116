//! A connection that is kept, as light as can be: the driver shares the machine with the server.

use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header::{AUTHORIZATION, CONTENT_TYPE, HOST},
};
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::{net::TcpStream, task::JoinHandle};

use crate::Outcome;

/// Somebody's connection to the server.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    address: String,
    /// What shows who asks; empty before the sign-in.
    pub token: String,
    pump: JoinHandle<()>,
}

/// What came back, and how long it took.
pub struct Reply {
    pub status: u16,
    pub body: Bytes,
    pub took: Duration,
}

impl Connection {
    pub async fn open(address: &str, token: String) -> Outcome<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        let pump = tokio::spawn(async move { drop(connection.await) });
        Ok(Connection { sender, address: address.to_owned(), token, pump })
    }

    pub async fn get(&mut self, path: &str) -> Outcome<Reply> {
        self.ask(Method::GET, path, Bytes::new()).await
    }

    pub async fn send(&mut self, method: Method, path: &str, body: &Value) -> Outcome<Reply> {
        self.ask(method, path, serde_json::to_vec(body)?.into()).await
    }

    async fn ask(&mut self, method: Method, path: &str, body: Bytes) -> Outcome<Reply> {
        let mut request = Request::builder().method(method).uri(path).header(HOST, &self.address);
        if !self.token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {}", self.token));
        }
        if !body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let begun = Instant::now();
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Full::new(body))?).await?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await?.to_bytes();
        Ok(Reply { status, body, took: begun.elapsed() })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.pump.abort();
    }
}

impl Reply {
    /// The body, where the status is the expected one.
    pub fn expect<T: DeserializeOwned>(&self, status: u16) -> Outcome<T> {
        self.expect_page(status)?;
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// Errs unless the status is the expected one.
    pub fn expect_page(&self, status: u16) -> Outcome<()> {
        if self.status == status {
            return Ok(());
        }
        Err(format!("status {} instead of {status}: {}", self.status, String::from_utf8_lossy(&self.body)).into())
    }
}
