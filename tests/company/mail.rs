//! What cannot wait is told by mail.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use dokimasia::{
    base::{
        settings::{MailSettings, Secret, Settings},
        time::{DAY, HOUR, MINUTE, TimeOfDay},
    },
    domain::person::Role,
    journeys::{
        mail,
        watch_standings::{self, Watch},
    },
};
use serde_json::json;

use crate::{
    harness::{Client, Company, Reply},
    study::{cards, rating},
};

/// A mail server that takes what it is given, or refuses it with the line that it is told to.
struct Post {
    url: String,
    taken: Arc<Mutex<Vec<String>>>,
    refuses: Arc<Mutex<Option<&'static str>>>,
}

impl Post {
    fn start() -> Post {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (taken, refuses) = (Arc::new(Mutex::default()), Arc::new(Mutex::default()));
        let (kept, no) = (Arc::clone(&taken), Arc::clone(&refuses));
        // It ends with the process of the test.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                let (mut out, mut lines) = (stream.try_clone().unwrap(), BufReader::new(stream).lines());
                let _ = converse(&mut out, &mut lines, &kept, &no);
            }
        });
        Post { url, taken, refuses }
    }

    /// What was taken since last asked, each with its headers.
    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.taken.lock().unwrap())
    }
}

fn converse(
    out: &mut impl Write,
    lines: &mut impl Iterator<Item = std::io::Result<String>>,
    taken: &Mutex<Vec<String>>,
    refuses: &Mutex<Option<&'static str>>,
) -> std::io::Result<()> {
    out.write_all(b"220 post\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let command = line.to_uppercase();
        let reply = match *refuses.lock().unwrap() {
            Some(no) if command.starts_with("RCPT") => no,
            _ if command.starts_with("DATA") => "354 go on",
            _ if command.starts_with("QUIT") => "221 bye",
            _ => "250 well",
        };
        out.write_all(format!("{reply}\r\n").as_bytes())?;
        if reply.starts_with("354") {
            let mut message = String::new();
            while let Some(line) = lines.next().transpose()?.filter(|line| line != ".") {
                message.push_str(&line);
                message.push('\n');
            }
            taken.lock().unwrap().push(message);
            out.write_all(b"250 taken\r\n")?;
        }
    }
    Ok(())
}

struct Desk {
    company: Company,
    post: Post,
    maria: Client,
    eleni: Client,
    watch: Watch,
}

async fn desk() -> Desk {
    let post = Post::start();
    let mail = MailSettings {
        url: Secret(post.url.clone()),
        from: "Dokimasia <dokimasia@example.com>".to_owned(),
        digest_at: TimeOfDay::default(),
    };
    let (idle, url) = (1_000 * DAY, Some("https://dokimasia.example".to_owned()));
    let company = Company::with(Settings {
        session_idle: idle,
        session_max: idle,
        public_url: url,
        mail: Some(mail),
        ..Settings::default()
    });
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let desk = Desk { company, post, maria, eleni, watch: Watch::default() };
    desk.tick().await;
    for (login, address) in [("maria-nails", "maria@example.com"), ("eleni", "eleni@example.com")] {
        write(&desk.company, login, address).await;
    }
    desk
}

/// Gives somebody an address, as an administrator does.
async fn write(company: &Company, login: &str, address: &str) {
    let admin = company.person(&format!("admin-{login}"), Role::Admin, None).await;
    mail::set_address(&company.world, admin.id, login.parse().unwrap(), address, None).await.unwrap();
}

/// Somebody wants the digest, or not.
async fn want(company: &Company, login: &str, digest: bool) {
    let admin = company.person(&format!("admin-{digest}"), Role::Admin, None).await;
    let wanted = (login.parse().unwrap(), format!("{login}@example.com"), Some(digest));
    mail::set_address(&company.world, admin.id, wanted.0, &wanted.1, wanted.2).await.unwrap();
}

impl Desk {
    async fn tick(&self) {
        let world = &self.company.world;
        watch_standings::look(world, &self.watch).await.unwrap();
        mail::make(world).await.unwrap();
        mail::look(world).await.unwrap();
        while mail::send(world).await.unwrap() > 0 {}
    }

    async fn raise(&self, text: &str, urgent: bool) -> String {
        let asked = json!({"product": "nails-1", "text": text, "urgent": urgent});
        let raised = self.eleni.post("/api/v1/raised-questions", asked).await.expect(201);
        format!("/api/v1/raised-questions/{}", raised["id"].as_str().unwrap())
    }
}

journey!(an_urgent_question_reaches_trainers_by_mail_and_only_while_it_waits);
async fn an_urgent_question_reaches_trainers_by_mail_and_only_while_it_waits() {
    let desk = desk().await;
    desk.raise("Not urgent?", false).await;
    desk.raise("Do they float, and what of «sea» water?", true).await;
    desk.tick().await;
    let taken = desk.post.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    for part in [
        "To: maria@example.com",
        "From: Dokimasia <dokimasia@example.com>",
        "Subject: Urgent: eleni is in a meeting and asks about nails-1",
        "https://dokimasia.example/raised/2",
    ] {
        assert!(taken[0].contains(part), "{part}: {}", taken[0]);
    }
    desk.tick().await;
    assert!(desk.post.taken().is_empty(), "once");
    // Whoever answered before the mail went out made it needless.
    let path = desk.raise("Do they sink?", true).await;
    desk.maria.post(&format!("{path}/answer"), json!({"text": "Yes."})).await.expect(200);
    desk.tick().await;
    assert!(desk.post.taken().is_empty());
}

journey!(a_lost_clearance_is_told_to_whom_it_concerns_and_to_heads);
async fn a_lost_clearance_is_told_to_whom_it_concerns_and_to_heads() {
    let desk = desk().await;
    let sofia = desk.company.head("sofia").await;
    write(&desk.company, "sofia", "sofia@example.com").await;
    let passed = desk.eleni.take("nails", 10).await;
    desk.tick().await;
    assert!(desk.post.taken().is_empty(), "good news can wait");
    let path = format!("/api/v1/certificates/{}/revocation", passed["certificate"]["id"].as_str().unwrap());
    desk.company.pass(HOUR);
    sofia.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
    desk.tick().await;
    let taken = desk.post.taken();
    assert_eq!(taken.len(), 2, "{taken:?}");
    for (to, subject, link) in [
        ("eleni@example.com", "Subject: You may no longer negotiate", "https://dokimasia.example/\n"),
        ("sofia@example.com", "Subject: eleni may no longer negotiate", "https://dokimasia.example/board"),
    ] {
        let mail = taken.iter().find(|mail| mail.contains(&format!("To: {to}"))).unwrap();
        assert!(mail.contains(subject) && mail.contains(link) && mail.contains("nails-1:"), "{mail}");
    }
}

journey!(an_appeal_and_a_result_that_turns_out_to_be_another_are_told_by_mail);
async fn an_appeal_and_a_result_that_turns_out_to_be_another_are_told_by_mail() {
    let desk = desk().await;
    let sofia = desk.company.head("sofia").await;
    write(&desk.company, "sofia", "sofia@example.com").await;
    let failed = desk.eleni.take("nails", 7).await;
    let attempt = failed["id"].as_str().unwrap();
    let words = json!({"words": "The last question has two right answers."});
    let appeal = desk.eleni.post(&format!("/api/v1/attempts/{attempt}/appeals"), words).await.expect(201);
    let path = format!("/appeals/{}", appeal["id"].as_str().unwrap());
    desk.tick().await;
    let taken = desk.post.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    let link = format!("https://dokimasia.example{path}");
    for part in ["To: sofia@example.com", "Subject: eleni contests a result", &link] {
        assert!(taken[0].contains(part), "{part}: {}", taken[0]);
    }
    let remedy = json!({"remedy": "regrade", "positions": [10]});
    let upheld = json!({"verdict": "upheld", "remedy": remedy, "reason": "It has."});
    let decided = sofia.post(&format!("/api/v1{path}/decision"), upheld).await.expect(200);
    let asked = &decided["evidence"]["questions"][9];
    let new = json!({"version": 1, "correction": {"remedy": "full_points"}, "reason": "It has two."});
    let question = format!("/api/v1/questions/{}/regrades", asked["question"].as_str().unwrap());
    let proposed = desk.maria.post(&question, new).await.expect(201);
    let approval = format!("/api/v1/regrades/{}/approval", proposed["id"].as_str().unwrap());
    let seen = json!({"fingerprint": proposed["changes"]["fingerprint"]});
    desk.company.trainer("nikos").await.post(&approval, seen).await.expect(200);
    desk.tick().await;
    let taken = desk.post.taken();
    assert_eq!(taken.len(), 2, "{taken:?}");
    for (subject, link) in [
        ("Subject: Your appeal is decided", format!("https://dokimasia.example/attempts/{attempt}/appeal")),
        ("Subject: You passed nails after all", format!("https://dokimasia.example/attempts/{attempt}/result")),
    ] {
        // Long lines are broken on their way.
        let mail = taken.iter().find(|mail| mail.contains(subject)).unwrap().replace("=\n", "");
        assert!(mail.contains("To: eleni@example.com") && mail.contains(&link), "{mail}");
    }
}

journey!(what_the_mail_server_does_not_take_is_sent_later_or_never);
async fn what_the_mail_server_does_not_take_is_sent_later_or_never() {
    let desk = desk().await;
    *desk.post.refuses.lock().unwrap() = Some("450 later");
    desk.raise("Do they float?", true).await;
    desk.tick().await;
    assert!(desk.post.taken().is_empty());
    *desk.post.refuses.lock().unwrap() = None;
    desk.company.pass(MINUTE);
    desk.tick().await;
    assert_eq!(desk.post.taken().len(), 1);
    *desk.post.refuses.lock().unwrap() = Some("550 nobody of that name");
    desk.raise("Do they sink?", true).await;
    desk.tick().await;
    *desk.post.refuses.lock().unwrap() = None;
    desk.company.pass(10 * DAY);
    desk.tick().await;
    let digest = |mail: &String| mail.contains("Subject: Your day");
    assert!(desk.post.taken().iter().all(digest), "never");
}

journey!(what_can_wait_comes_once_a_day_and_in_one_mail);
async fn what_can_wait_comes_once_a_day_and_in_one_mail() {
    let desk = desk().await;
    let _sofia = desk.company.head("sofia").await;
    write(&desk.company, "sofia", "sofia@example.com").await;
    desk.company.pass(DAY);
    desk.tick().await;
    assert!(desk.post.taken().is_empty(), "nothing happened that anybody hears of");
    let path = desk.raise("Do they float?", false).await;
    desk.raise("Do they sink?", false).await;
    desk.maria.post(&format!("{path}/answer"), json!({"text": "No."})).await.expect(200);
    desk.eleni.take("nails", 10).await;
    desk.tick().await;
    assert!(desk.post.taken().is_empty(), "it can wait");
    desk.company.pass(DAY);
    desk.tick().await;
    let taken = desk.post.taken();
    assert_eq!(taken.len(), 3, "{taken:?}");
    let to = |login: &str| taken.iter().find(|mail| mail.contains(&format!("To: {login}@example.com"))).unwrap();
    for (login, lines) in [
        (
            "eleni",
            &[
                "Your client's question has an answer: Do they float?",
                "You passed nails",
                "You may negotiate now on nails-1",
                "https://dokimasia.example/\n",
            ][..],
        ),
        (
            "maria",
            &[
                "A client's question waits",
                "https://dokimasia.example/raised\n",
                "Subject: Your day: one thing to know",
            ],
        ),
        ("sofia", &["eleni may negotiate now on nails-1", "https://dokimasia.example/board\n"]),
    ] {
        for line in lines {
            assert!(to(login).contains(line), "{line}: {}", to(login));
        }
    }
    desk.company.pass(HOUR);
    desk.tick().await;
    assert!(desk.post.taken().is_empty(), "once a day");
}

journey!(what_is_to_be_repeated_today_is_told_in_the_morning);
async fn what_is_to_be_repeated_today_is_told_in_the_morning() {
    let desk = desk().await;
    let new = cards(&desk.eleni, "?limit=2").await;
    let rated = json!({"entries": [rating(&new[0], "one", "hard"), rating(&new[1], "two", "easy")]});
    desk.eleni.post("/api/v1/study/ratings", rated).await.expect(200);
    desk.company.pass(DAY);
    desk.tick().await;
    let taken = desk.post.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    for part in ["To: eleni@", "One answer is to be repeated today", "https://dokimasia.example/study\n"] {
        assert!(taken[0].contains(part), "{part}: {}", taken[0]);
    }
}

journey!(a_digest_is_sent_to_who_wants_it);
async fn a_digest_is_sent_to_who_wants_it() {
    let desk = desk().await;
    want(&desk.company, "eleni", false).await;
    desk.eleni.take("nails", 10).await;
    desk.company.pass(DAY);
    desk.tick().await;
    assert!(desk.post.taken().iter().all(|mail| !mail.contains("To: eleni@")));
    want(&desk.company, "eleni", true).await;
    desk.company.pass(352 * DAY);
    desk.tick().await;
    desk.company.pass(DAY);
    desk.tick().await;
    let taken = desk.post.taken();
    assert!(taken.iter().any(|mail| mail.contains("To: eleni@") && mail.contains("ends soon")), "{taken:?}");
}

journey!(people_say_where_they_read_mail);
async fn people_say_where_they_read_mail() {
    let company = Company::new().await;
    let (admin, eleni) = (company.admin("admin").await, company.manager("eleni").await);
    let wrong = eleni.submit("/account", "/account/email", &[("email", "eleni at home")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("name@example.com") && wrong.text.contains("eleni at home"));
    eleni.submit("/account", "/account/email", &[("email", "eleni@example.com")]).await.location();
    assert!(eleni.page("/account").await.text.contains("eleni@example.com"));
    assert!(admin.page("/people/eleni").await.text.contains("eleni@example.com"));
    let wants = |page: &Reply| page.text.contains("name=\"digest\" value=\"yes\" checked");
    assert!(!wants(&eleni.page("/account").await), "a box that is not ticked is not sent");
    let ticked = [("email", "eleni@example.com"), ("digest", "yes")];
    eleni.submit("/account", "/account/email", &ticked).await.location();
    assert!(wants(&eleni.page("/account").await));
    admin.submit("/people/eleni", "/people/eleni/email", &[("email", "")]).await.location();
    assert!(!eleni.page("/account").await.text.contains("eleni@example.com"));
}
