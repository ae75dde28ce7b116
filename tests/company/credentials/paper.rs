//! A certificate on paper.

use lopdf::{Document, Object};

use super::{BASE, Issuing, holder};
use crate::harness::Client;

/// A PDF as it is downloaded.
async fn pdf(client: &Client, id: &str) -> Vec<u8> {
    let request = reqwest::Client::new().get(format!("{}/certificates/{id}/files/certificate.pdf", client.url));
    let reply = request.header("cookie", format!("session={}", client.token.as_ref().unwrap())).send().await.unwrap();
    assert_eq!((reply.status().as_u16(), &reply.headers()["content-type"]), (200, &"application/pdf".parse().unwrap()));
    reply.bytes().await.unwrap().to_vec()
}

/// The words of the page, as another program finds them; lines are put together.
fn words(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    assert_eq!(document.get_pages().len(), 1);
    let text = document.extract_text(&[1]).unwrap();
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

journey!(a_certificate_is_printed_in_the_letters_of_its_holder);
async fn a_certificate_is_printed_in_the_letters_of_its_holder() {
    let it = Issuing::new().await;
    let own = pdf(&it.eleni, &it.id).await;
    let text = words(&own);
    let told =
        ["Πιστοποιητικό", "Ελένη Γεωργίου", "Test on nails", "First · Second", "Καρφιά ΑΕ", "23/11/2026", &it.id];
    for told in told {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(text.replace(' ', "").contains(&format!("{BASE}/verify/")), "the code's address in words: {text}");
    assert_eq!(own, pdf(&it.sofia, &it.id).await, "the same for whoever may have it, and each time");
    let document = Document::load_mem(&own).unwrap();
    let page = document.get_dictionary(*document.get_pages().get(&1).unwrap()).unwrap();
    let sides: Vec<f32> =
        page.get(b"MediaBox").unwrap().as_array().unwrap().iter().map(|side| side.as_float().unwrap()).collect();
    assert_eq!(sides.iter().map(|side| side.round()).collect::<Vec<f32>>(), [0.0, 0.0, 842.0, 595.0], "A4, lying");
    let xmp = document.objects.values().filter_map(|object| Object::as_stream(object).ok());
    let is_archival = xmp.filter_map(|stream| stream.decompressed_content().ok().or(Some(stream.content.clone())));
    assert!(is_archival.into_iter().any(|text| String::from_utf8_lossy(&text).contains("pdfaid")), "PDF/A says so");
    // Without a link there is no code and no address.
    let page = format!("/certificates/{}", it.id);
    it.eleni.submit(&page, &format!("{page}/link"), &[("on", "no")]).await.location();
    assert!(!words(&pdf(&it.eleni, &it.id).await).replace(' ', "").contains("/verify/"));
}

journey!(long_names_and_other_letters_are_printed_or_refused);
async fn long_names_and_other_letters_are_printed_or_refused() {
    let it = Issuing::new().await;
    let (boris, id) = holder(&it.company, &it.admin, "boris", "Борис Щукин-Ёлкин", "en").await;
    let text = words(&pdf(&boris, &id).await);
    assert!(text.contains("Борис Щукин-Ёлкин") && text.contains("23 Nov 2026"), "{text}");
    let long = ["Παπαδημητρακοπούλου"; 6].join(" ");
    let (long_name, id) = holder(&it.company, &it.admin, "long", &long, "el").await;
    assert!(words(&pdf(&long_name, &id).await).contains(&long));
    let (tanaka, id) = holder(&it.company, &it.admin, "tanaka", "田中 さくら", "en").await;
    let refused = tanaka.page(&format!("/certificates/{id}/files/certificate.pdf")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("田中さくら") && refused.text.contains("Print the page"), "{}", refused.text);
}
