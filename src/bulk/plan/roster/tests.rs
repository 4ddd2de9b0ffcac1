use super::*;

#[test]
fn an_id_and_a_username_of_the_same_digits_are_two_people() {
    let mut roster = Roster::new(0);
    assert_eq!(roster.add_id(5, Action::Mute, 0), Ok(0));
    assert_eq!(roster.add_name("5", Action::Mute), Ok(1));
    assert_eq!((roster.find_id(5), roster.find_unknown("5")), (Some(0), Some(1)));
}

#[test]
fn a_username_is_found_in_any_case_until_its_id_is_known() {
    let mut roster = Roster::new(1);
    assert_eq!(roster.add_name("Jack", Action::Mute), Ok(0));
    assert_eq!(roster.add_name("jACK", Action::Mute), Err(0));
    assert_eq!(roster.find_unknown("JACK"), Some(0));
    roster.set_id(0, 12);
    assert_eq!((roster.find_unknown("jack"), roster.find_id(12)), (None, Some(0)));
}

#[test]
fn a_hundred_thousand_that_follow_one_another_are_found_soon() {
    for step in [1, 1 << 12, 1 << 32, 1 << 40] {
        let mut roster = Roster::new(12345);
        for at in 0..100_000 {
            assert_eq!(roster.add_id(u64::from(at) * step, Action::Mute, 0), Ok(at));
        }
        assert!((0..100_000).all(|at| roster.find_id(u64::from(at) * step) == Some(at)));
    }
}
