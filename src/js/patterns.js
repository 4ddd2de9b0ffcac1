// What Rust takes as an ID, and as a username: what it will refuse is found before anything is asked of X.

export const ID = /^(0|[1-9]\d{0,18})$/;
export const USERNAME = /^@?\w{1,15}$/;
