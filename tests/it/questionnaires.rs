//! Every questionnaire that ships checks, and its worked examples hold.
use loneliness_test::library::Library;

#[test]
fn the_embedded_questionnaires_mean_something() {
    if let Err(error) = Library::embedded() {
        panic!("{error}");
    }
}
