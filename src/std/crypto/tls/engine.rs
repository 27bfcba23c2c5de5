//! A connection's side of TLS: rustls without a socket. Go's side brings the records that it has read and takes away those to write.

use std::io::Write;
use std::sync::Arc;

use parking_lot::Mutex;
use rustls::client::{ClientSessionMemoryCache, ClientSessionStore, Resumption};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::ServerName;
use rustls::server::{NoServerSessionStorage, ProducesTickets};
use rustls::version::{TLS12, TLS13};
use rustls::{
    ClientConfig, ClientConnection, Connection, DistinguishedName, Error, KeyLog, NamedGroup,
    ServerConfig, ServerConnection, SupportedProtocolVersion,
};

use super::asking::{self, Calls, Choosing, Chosen, Event, Judged, Nobody, Verifier};

/// What connections of one Go configuration have in common, so that a session can be resumed.
pub struct Sessions {
    clients: Arc<ClientSessionMemoryCache>,
    verifier: Arc<Verifier>,
    choosing: Arc<Choosing>,
    /// The same one for all: sessions are resumed only by who has it.
    nobody: Arc<Nobody>,
    tickets: Option<Arc<dyn ProducesTickets>>,
}

impl Sessions {
    pub fn new() -> Sessions {
        Sessions {
            clients: Arc::new(ClientSessionMemoryCache::new(64)),
            verifier: Arc::new(Verifier {
                mandatory: false,
                issuers: Vec::new(),
            }),
            choosing: Arc::new(Choosing),
            nobody: Arc::new(Nobody),
            tickets: rustls::crypto::ring::Ticketer::new()
                .ok()
                .map(|tickets| Arc::new(Judged(tickets)) as _),
        }
    }

    /// Forgets a client's sessions with a server.
    pub fn forget(&self, name: &str) {
        let name = server_name(name.into()).unwrap_or_else(nameless);
        while self.clients.take_tls13_ticket(&name).is_some() {}
        self.clients.remove_tls12_session(&name);
    }
}

/// What Go's side has of a `Config`. Empty lists: what is usual.
pub struct Settings {
    pub server: bool,
    /// Of the server, for clients; empty: none is sent.
    pub name: String,
    pub versions: (i64, i64),
    /// tls.ClientAuthType
    pub client_auth: i64,
    pub resume: bool,
    pub log_keys: bool,
    /// The client may have a certificate.
    pub choose: bool,
    pub suites: Vec<i64>,
    pub curves: Vec<i64>,
    pub schemes: Vec<i64>,
    pub protocols: Vec<Vec<u8>>,
    pub chain: Vec<Vec<u8>>,
    pub key: Vec<u8>,
    /// What is known of the certificate's validity; empty: nothing.
    pub ocsp: Vec<u8>,
    pub issuers: Vec<Vec<u8>>,
}

/// Lines for KeyLogWriter.
#[derive(Debug, Default)]
struct Lines(Mutex<Vec<u8>>);

impl KeyLog for Lines {
    fn log(&self, label: &str, client_random: &[u8], secret: &[u8]) {
        if label == "EXPORTER_SECRET" {
            // Go does not tell it.
            return;
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let line = format!("{label} {} {}\n", hex(client_random), hex(secret));
        self.0.lock().extend(line.as_bytes());
    }
}

pub struct Engine {
    conn: Mutex<Connection>,
    pub calls: Arc<Calls>,
    lines: Arc<Lines>,
    /// A handshake may ask Go's side.
    asks: bool,
    /// The error that ended it.
    error: Mutex<String>,
    /// The question that Go's side is about to read.
    pub question: Mutex<Option<asking::Question>>,
}

/// What a step came to: the numbers of the Go side's constants.
pub const GOES_ON: i64 = 0;
pub const ASKS: i64 = 1;
pub const FAILED: i64 = 2;

fn provider(settings: &Settings, versions: &[&SupportedProtocolVersion]) -> CryptoProvider {
    let mut provider = rustls::crypto::ring::default_provider();
    // As Go prefers them.
    provider
        .cipher_suites
        .sort_by_key(|s| match s.suite().as_str().unwrap_or_default() {
            name if name.contains("AES_128") => 0,
            name if name.contains("AES_256") => 1,
            _ => 2,
        });
    // Only what the versions have is offered.
    provider
        .cipher_suites
        .retain(|s| versions.iter().any(|v| v.version == s.version().version));
    let wanted = &settings.suites;
    if !wanted.is_empty() {
        // Those of TLS 1.3 cannot be chosen in Go either.
        provider
            .cipher_suites
            .retain(|s| s.tls13().is_some() || wanted.contains(&i64::from(u16::from(s.suite()))));
    }
    if !settings.curves.is_empty() {
        let number = |name: NamedGroup| i64::from(u16::from(name));
        let all = std::mem::take(&mut provider.kx_groups);
        let chosen = settings.curves.iter();
        provider.kx_groups = chosen
            .filter_map(|&c| all.iter().copied().find(|g| number(g.name()) == c))
            .collect();
    }
    provider
}

fn versions((least, most): (i64, i64)) -> Vec<&'static SupportedProtocolVersion> {
    let all = [&TLS13, &TLS12];
    let fits = |v: &&&SupportedProtocolVersion| {
        let number = i64::from(u16::from(v.version));
        least <= number && (most == 0 || number <= most)
    };
    all.iter().filter(fits).copied().collect()
}

impl Engine {
    pub fn new(settings: Settings, sessions: &Sessions) -> Result<Engine, Error> {
        let lines = Arc::new(Lines::default());
        let versions = versions(settings.versions);
        let provider = Arc::new(provider(&settings, &versions));
        if versions.is_empty() || provider.kx_groups.is_empty() {
            return Err(Error::General(
                "no supported versions satisfy MinVersion and MaxVersion".into(),
            ));
        }
        let (conn, asks) = if settings.server {
            server(settings, sessions, provider, &versions, lines.clone())?
        } else {
            (
                client(settings, sessions, provider, &versions, lines.clone())?,
                true,
            )
        };
        Ok(Engine {
            conn: Mutex::new(conn),
            calls: Arc::default(),
            lines,
            asks,
            error: Mutex::default(),
            question: Mutex::default(),
        })
    }

    /// Whether the next record's work may ask.
    pub fn may_ask(&self) -> bool {
        self.asks && self.conn.try_lock().is_none_or(|c| c.is_handshaking())
    }

    /// Works on one record.
    pub fn process(&self, record: &[u8]) -> Result<(), Error> {
        let mut conn = self.conn.lock();
        let mut rest = record;
        while !rest.is_empty() {
            let full = |e: std::io::Error| Error::General(e.to_string());
            if conn.read_tls(&mut rest).map_err(full)? == 0 {
                break;
            }
            conn.process_new_packets()?;
        }
        Ok(())
    }

    /// What the working thread or `process` came to.
    pub fn note(&self, event: Event) -> i64 {
        match event {
            Event::Question(question) => {
                *self.question.lock() = Some(question);
                ASKS
            }
            Event::Done(Ok(())) => GOES_ON,
            Event::Done(Err(error)) => {
                *self.error.lock() = describe(&error);
                FAILED
            }
        }
    }

    pub fn error(&self) -> String {
        self.error.lock().clone()
    }

    /// Runs `with` unless a handshake's thread has the connection.
    pub fn with<T>(&self, none: T, with: impl FnOnce(&mut Connection) -> T) -> T {
        match self.conn.try_lock() {
            Some(mut conn) => with(&mut conn),
            None => none,
        }
    }

    /// The records to write.
    pub fn outgoing(&self) -> Vec<u8> {
        self.with(Vec::new(), |conn| {
            let mut out = Vec::with_capacity(conn.wants_write() as usize * 1024);
            while conn.wants_write() {
                match conn.write_tls(&mut out) {
                    Ok(n) if n > 0 => {}
                    _ => break,
                }
            }
            out
        })
    }

    /// Encrypts; the records are then in `outgoing`.
    pub fn seal(&self, text: &[u8]) -> bool {
        self.with(false, |conn| conn.writer().write_all(text).is_ok())
    }

    pub fn key_lines(&self) -> Vec<u8> {
        std::mem::take(&mut self.lines.0.lock())
    }
}

/// What is wrong, as Go's side tells errors apart.
fn describe(error: &Error) -> String {
    match error {
        Error::AlertReceived(alert) => format!("alert {}", u8::from(*alert)),
        Error::NoApplicationProtocol => "no protocol".into(),
        Error::NoCertificatesPresented => "no certificate".into(),
        Error::PeerIncompatible(why) => format!("incompatible {why:?}"),
        Error::DecryptError => "bad record".into(),
        other => format!("other {other}"),
    }
}

/// A name that can be sent; whether the certificate is good for it is Go's side's to say.
fn server_name(name: String) -> Option<ServerName<'static>> {
    ServerName::try_from(name).ok()
}

/// Stands for all servers that have no such name.
fn nameless() -> ServerName<'static> {
    ServerName::IpAddress(std::net::Ipv4Addr::UNSPECIFIED.into())
}

fn client(
    settings: Settings,
    sessions: &Sessions,
    provider: Arc<CryptoProvider>,
    versions: &[&'static SupportedProtocolVersion],
    lines: Arc<Lines>,
) -> Result<Connection, Error> {
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)?
        .dangerous()
        .with_custom_certificate_verifier(sessions.verifier.clone());
    let mut config = if settings.choose {
        builder.with_client_cert_resolver(sessions.choosing.clone())
    } else {
        builder.with_client_cert_resolver(sessions.nobody.clone())
    };
    config.alpn_protocols = settings.protocols;
    config.resumption = if settings.resume {
        Resumption::store(sessions.clients.clone())
    } else {
        Resumption::disabled()
    };
    if settings.log_keys {
        config.key_log = lines;
    }
    let name = server_name(settings.name);
    config.enable_sni = name.is_some();
    let name = name.unwrap_or_else(nameless);
    Ok(ClientConnection::new(Arc::new(config), name)?.into())
}

fn server(
    settings: Settings,
    sessions: &Sessions,
    provider: Arc<CryptoProvider>,
    versions: &[&'static SupportedProtocolVersion],
    lines: Arc<Lines>,
) -> Result<(Connection, bool), Error> {
    let builder = ServerConfig::builder_with_provider(provider).with_protocol_versions(versions)?;
    let issuers = settings.issuers.into_iter().map(DistinguishedName::from);
    let builder = if settings.client_auth == 0 {
        builder.with_no_client_auth()
    } else {
        builder.with_client_cert_verifier(Arc::new(Verifier {
            // RequireAnyClientCert, RequireAndVerifyClientCert
            mandatory: matches!(settings.client_auth, 2 | 4),
            issuers: issuers.collect(),
        }))
    };
    let (chain, key, ocsp) = (settings.chain, settings.key, settings.ocsp);
    let chosen = asking::certified(chain, key, &settings.schemes, ocsp);
    let asks = settings.client_auth != 0 || chosen.as_ref().is_some_and(|(_, asks)| *asks);
    let resolver = Arc::new(Chosen(chosen.map(|(key, _)| key)));
    let mut config = builder.with_cert_resolver(resolver);
    config.alpn_protocols = settings.protocols;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    // As Go does: its own preference counts.
    config.ignore_client_order = true;
    config.send_tls13_tickets = 0;
    if settings.resume
        && let Some(tickets) = &sessions.tickets
    {
        config.ticketer = tickets.clone();
        config.send_tls13_tickets = 1;
    }
    if settings.log_keys {
        config.key_log = lines;
    }
    let conn = ServerConnection::new(Arc::new(config))?;
    Ok((conn.into(), asks))
}
