//! Embedded files are part of the program: a change in one of them is a change of the program.

fn main() {
    for folder in ["migrations", "templates", "question_banks"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
