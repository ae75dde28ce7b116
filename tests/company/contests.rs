//! A contest: everybody answers at once, and it counts for nothing else.

use dokimasia::{
    base::time::{HOUR, SECOND},
    journeys::follow,
};

use crate::{
    harness::{Client, Company},
    live::Ear,
};

struct Round {
    company: Company,
    maria: Client,
    path: String,
}

/// A contest of two questions on nails, which nobody joined yet.
async fn round() -> Round {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let terms = [("line", "nails"), ("questions", "2"), ("seconds", "20")];
    let path = maria.submit("/contests", "/contests", &terms).await.location().to_owned();
    Round { company, maria, path }
}

impl Round {
    async fn join(&self, player: &Client) {
        player.submit(&self.path, &format!("{}/players", self.path), &[]).await.location();
    }

    /// What the trainer's button does.
    async fn go_on(&self) {
        let wall = self.maria.page(&self.path).await.text;
        let field = |name: &str| {
            let (_, rest) = wall.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
            rest.split_once('"').unwrap().0.to_owned()
        };
        let (position, phase) = (field("position"), field("phase"));
        let seen = [("position", position.as_str()), ("phase", &phase)];
        self.maria.submit(&self.path, &format!("{}/moves", self.path), &seen).await.location();
    }

    /// Chooses the first option whose text has that word.
    async fn choose(&self, player: &Client, position: u32, word: &str) -> u16 {
        let page = player.page(&self.path).await.text;
        let option =
            page.split("<label class=\"option\">").find(|option| option.contains(&format!("<span>{word}"))).unwrap();
        let (_, rest) = option.split_once("value=\"").unwrap();
        let token = rest.split_once('"').unwrap().0.to_owned();
        let answers = format!("{}/answers/{position}", self.path);
        player.submit(&self.path, &answers, &[("choice", &token)]).await.status
    }
}

journey!(who_knows_more_and_is_quicker_stands_above);
async fn who_knows_more_and_is_quicker_stands_above() {
    let round = round().await;
    let company = &round.company;
    let (eleni, anna, petros) =
        (company.manager("eleni").await, company.manager("anna").await, company.manager("petros").await);
    assert!(eleni.page("/").await.text.contains(&round.path), "it is offered on the home page");
    for player in [&eleni, &anna, &petros] {
        round.join(player).await;
    }
    let wall = round.maria.page(&round.path).await.text;
    assert!(wall.contains("3 play") && wall.contains("eleni"), "{wall}");
    round.go_on().await;
    let asked = eleni.page(&round.path).await.text;
    assert!(!asked.contains("quote-answer"), "nothing says what is right while it is asked");
    assert_eq!(round.choose(&anna, 1, "right").await, 303);
    company.pass(10 * SECOND);
    assert_eq!(round.choose(&eleni, 1, "right").await, 303);
    assert_eq!(round.choose(&petros, 1, "wrong").await, 303);
    let wall = round.maria.page(&round.path).await.text;
    assert!(wall.contains("3 of 3 answered") && !wall.contains("class=\"ranking\""), "{wall}");
    round.go_on().await;
    let wall = round.maria.page(&round.path).await.text;
    assert!(wall.contains("2 of 3 answers were right"), "{wall}");
    let places: Vec<_> = ["anna", "eleni", "petros"].map(|name| wall.find(&format!("<span>{name}")).unwrap()).into();
    assert!(
        places.is_sorted() && wall.contains("<strong>1000</strong>") && wall.contains("<strong>750</strong>"),
        "{wall}"
    );
    assert!(anna.page(&round.path).await.text.contains("Place 1 of 3, 1000 points"));
    let wrong = petros.page(&round.path).await.text;
    assert!(wrong.contains("Not right.") && wrong.contains("quote-answer"), "{wrong}");
    round.go_on().await;
    round.go_on().await;
    round.go_on().await;
    let over = petros.page(&round.path).await.text;
    assert!(over.contains("The contest is over") && over.contains("anna"), "{over}");
    let standing = round.company.head("sofia").await.get("/api/v1/managers/anna/standing?product=nails-1").await;
    assert_eq!(standing.expect(200)["reason"], "never_tested", "it counts for nothing");
}

journey!(the_first_answer_counts_and_only_in_its_time);
async fn the_first_answer_counts_and_only_in_its_time() {
    let round = round().await;
    let company = &round.company;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    round.join(&eleni).await;
    round.go_on().await;
    assert_eq!(round.choose(&eleni, 1, "right").await, 303);
    assert!(eleni.page(&round.path).await.text.contains("Your answer is in."));
    let answers = format!("{}/answers/1", round.path);
    assert_eq!(
        anna.submit(&round.path, &answers, &[("value", "true")]).await.status,
        403,
        "who did not join plays not"
    );
    assert_eq!(eleni.submit(&round.path, &answers, &[("choice", "nothing")]).await.status, 422);
    company.pass(22 * SECOND);
    let late = eleni.submit(&round.path, &answers, &[("choice", "nothing")]).await;
    assert_eq!(late.location(), round.path);
    assert!(eleni.page(&round.path).await.text.contains("Right!"), "its time ended by itself");
    // Who pressed twice goes on once: what was seen is no more.
    let seen = [("position", "1"), ("phase", "told")];
    for _ in 0..2 {
        round.maria.submit(&round.path, &format!("{}/moves", round.path), &seen).await.location();
    }
    assert!(eleni.page(&round.path).await.text.contains("2 of 2"));
    company.pass(13 * HOUR);
    assert!(!eleni.page("/").await.text.contains(&round.path), "a forgotten one is over");
    let answers = format!("{}/answers/2", round.path);
    assert_eq!(eleni.submit(&round.path, &answers, &[("value", "true")]).await.location(), round.path);
}

journey!(nobody_plays_while_their_test_runs);
async fn nobody_plays_while_their_test_runs() {
    let round = round().await;
    let eleni = round.company.manager("eleni").await;
    round.join(&eleni).await;
    round.go_on().await;
    eleni.start("nails").await;
    assert_eq!(eleni.page(&round.path).await.status, 423);
    let answers = format!("{}/answers/1", round.path);
    assert_eq!(eleni.submit("/account", &answers, &[("value", "true")]).await.status, 423);
}

journey!(a_contest_that_cannot_be_says_why);
async fn a_contest_that_cannot_be_says_why() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    for (questions, seconds, why) in [("many", "20", "number"), ("51", "20", "50"), ("2", "1", "300")] {
        let terms = [("line", "nails"), ("questions", questions), ("seconds", seconds)];
        let page = maria.submit("/contests", "/contests", &terms).await;
        assert!(page.status == 422 && page.text.contains(why), "{why}: {}", page.text);
    }
}

journey!(who_plays_hears_each_step);
async fn who_plays_hears_each_step() {
    let round = round().await;
    let eleni = round.company.manager("eleni").await;
    follow::look(&round.company.world).await.unwrap();
    let mut ear = Ear::of(&eleni, None).await;
    round.join(&eleni).await;
    round.go_on().await;
    follow::look(&round.company.world).await.unwrap();
    assert_eq!(ear.next().await["type"], "contest.moved");
}
