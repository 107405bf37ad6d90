//! The three cookies: the session, the visit that protects forms before sign-in, and the
//! language.
use axum::http::{HeaderMap, HeaderValue, header};

/// The cookie of a signed-in browser.
pub(super) const SESSION: &str = "__Host-session";

/// The cookie that protects the forms before sign-in.
pub(super) const VISIT: &str = "__Host-visit";

/// The cookie that keeps the language. It outlives the visit, and says nothing about anybody.
pub(super) const LANGUAGE: &str = "__Host-language";

/// Keeps the language for a year.
pub(super) fn keep_language(headers: &mut HeaderMap, code: &str) {
    let cookie =
        format!("{LANGUAGE}={code}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}

/// The value of a cookie.
pub(super) fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}

/// Sets a cookie that ends with the browser. The `__Host-` prefix binds it to this host and
/// to secure connections, of which the loopback address counts as one.
pub(super) fn set(headers: &mut HeaderMap, name: &str, value: &str) {
    let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}

/// Removes a cookie.
pub(super) fn remove(headers: &mut HeaderMap, name: &str) {
    let cookie = format!("{name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}
