//! Files that are handed in.

use std::io::Cursor;

use reqwest::Method;
use serde_json::Value;

use super::{Client, Reply};

/// The content type of [`multipart`].
pub const MULTIPART: &str = "multipart/form-data; boundary=between-parts";

/// A form with fields and, where it is told, a file.
pub fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--between-parts\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let about = format!("form-data; name=\"file\"; filename=\"{name}\"");
        let head = format!("--between-parts\r\ncontent-disposition: {about}\r\ncontent-type: image/png\r\n\r\n");
        body.extend(head.as_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--between-parts--\r\n");
    body
}

/// A PNG of that size.
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let drawn =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90]));
    let mut bytes = Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

impl Client {
    /// Puts an entry with a file into a kit, by the API.
    pub async fn hand_in(&self, path: &str, entry: &Value, name: &str, file: &[u8]) -> Reply {
        let body = multipart(&[("entry", &entry.to_string())], Some((name, file)));
        self.send(Method::POST, path, MULTIPART, body).await
    }

    /// Hands in a picture for questions, by the API.
    pub async fn add_picture(&self, file: &[u8]) -> Reply {
        self.send(Method::POST, "/api/v1/pictures", MULTIPART, multipart(&[], Some(("a.png", file)))).await
    }

    /// The same by the form of a page.
    pub async fn hand_in_from(
        &self,
        page: &str,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> Reply {
        let token = self.page(page).await.form_token();
        let fields: Vec<(&str, &str)> =
            [("_token", token.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.send_from_page(path, MULTIPART, multipart(&fields, file)).await
    }
}
