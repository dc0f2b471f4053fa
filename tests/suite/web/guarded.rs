//! Nobody else is let in: other names, other origins, other keys, and what is too large.

use assert_fs::TempDir;

use super::client::Served;

#[test]
fn only_the_browser_with_the_key_sees_a_page() {
    let folder = TempDir::new().unwrap();
    let served = Served::start(folder.path());
    let (own, cookie) = (served.host(), format!("Cookie: a=b; visit={}\r\n", served.key));
    let get = |host: &str, headers: &str, path: &str| served.send("GET", path, host, headers, "").status;
    assert_eq!(get(&own, &cookie, "/"), 200);
    assert_eq!(get(&format!("localhost:{}", served.port), &cookie, "/"), 200);
    for path in ["/", "/ny", "/stil.css", "/sag/0123456789abcdef/udfald"] {
        assert_eq!(get(&own, "", path), 401, "{path} without a key");
    }
    assert_eq!(get(&own, "Cookie: visit=\r\n", "/"), 401);
    assert_eq!(get(&own, &format!("Cookie: visit={}0\r\n", served.key), "/"), 401);
    assert_eq!(get(&own, "", "/?n=0000"), 401);
    for host in ["evil.example", "127.0.0.1", &format!("evil.example:{}", served.port), "127.0.0.1:1"] {
        assert_eq!(get(host, &cookie, "/"), 421, "{host}");
    }
    let opened = served.send("GET", &format!("/?n={}", served.key), &own, "", "");
    assert_eq!((opened.status, opened.location.as_deref()), (303, Some("/")));
    let cookie = opened.headers.lines().find(|line| line.starts_with("set-cookie")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    // Whoever guesses is not answered for ever.
    let wrong: Vec<u16> = (0..30).map(|_| get(&own, "", "/?n=1")).collect();
    assert_eq!(wrong.last(), Some(&429));
}

#[test]
fn no_other_page_can_make_the_browser_write() {
    let folder = TempDir::new().unwrap();
    let served = Served::start(folder.path());
    let (own, cookie) = (served.host(), format!("Cookie: visit={}\r\n", served.key));
    let body = "nummer=1&speciale=autisme";
    for origin in [
        "",
        "Origin: null\r\n",
        "Origin: http://evil.example\r\n",
        &format!("Origin: https://127.0.0.1:{}\r\n", served.port),
    ] {
        let answer = served.send("POST", "/ny", &own, &format!("{cookie}{origin}"), body);
        assert_eq!(answer.status, 403, "{origin}");
    }
    for method in ["PUT", "DELETE", "OPTIONS"] {
        let answer = served.send(method, "/ny", &own, &cookie, "");
        assert!([403, 405].contains(&answer.status), "{method}: {}", answer.status);
        assert!(!answer.headers.contains("access-control"), "{}", answer.headers);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn every_answer_says_what_the_browser_may_do_with_it() {
    let folder = TempDir::new().unwrap();
    let served = Served::start(folder.path());
    for path in ["/", "/ny", "/findes-ikke", "/sag/0123456789abcdef", "/stil.css"] {
        let answer = served.get(path);
        for header in [
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "frame-ancestors 'none'",
            "default-src 'none'",
        ] {
            assert!(answer.headers.contains(header), "{path}: {}", answer.headers);
        }
        assert!(!answer.headers.contains("access-control") && !answer.headers.contains("unsafe"), "{}", answer.headers);
        assert!(!answer.body.contains(" style=") && !answer.body.contains(" onclick"), "{path}");
    }
}

#[test]
fn what_is_too_large_or_leads_elsewhere_is_refused() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().parent().unwrap().join("hemmelig-visit-test.yaml"), "x").unwrap();
    let served = Served::start(folder.path());
    let long = "x".repeat(300 << 10);
    let answer = served.post("/ny", &[("nummer", &long), ("speciale", "autisme")]);
    assert!(answer.status == 413 || answer.status == 0, "{}", answer.status);
    for path in [
        "/sag/..",
        "/sag/../hemmelig-visit-test.yaml",
        "/..%2f..%2fetc/passwd",
        "/sag/%00",
        "/sag/hemmelig-visit-test.yaml/udfald",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.body);
    }
    std::fs::remove_file(folder.path().parent().unwrap().join("hemmelig-visit-test.yaml")).unwrap();
}
