//! What rustls asks in the middle of a handshake and Go's side answers: whether certificates are good, whether a signature is, for a
//! signature, for the client's certificate.
//!
//! rustls asks by a call that must return with the answer, and Go code never runs within a Rust call. So the part of a handshake that may
//! ask runs on a thread of its own: its question is handed to the goroutine (`Calls`), which answers by another native. The thread
//! lives as long as one record is worked on; a connection that waits for the network has none.

use std::cell::RefCell;
use std::sync::Arc;

use parking_lot::{Condvar, Mutex};
use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{ClientHello, ProducesTickets, ResolvesServerCert};
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureAlgorithm,
    SignatureScheme,
};

/// A question: which, and what it is about.
pub struct Question {
    pub kind: i64,
    pub numbers: Vec<i64>,
    pub texts: Vec<Vec<u8>>,
}

/// The numbers of the Go side's constants.
const VERIFY: i64 = 1;
const CHECK: i64 = 2;
const SIGN: i64 = 3;
const CHOOSE: i64 = 4;
const TICKET: i64 = 5;
const RESUME: i64 = 6;

/// An answer: 0 is yes, else why not.
#[derive(Default)]
pub struct Reply {
    pub code: i64,
    pub numbers: Vec<i64>,
    pub texts: Vec<Vec<u8>>,
}

#[derive(Default)]
struct State {
    question: Option<Question>,
    reply: Option<Reply>,
    /// How the work on the record ended.
    done: Option<Result<(), Error>>,
    /// Nobody will answer any more.
    gone: bool,
}

/// Where the thread that works and the goroutine that waits for it meet.
#[derive(Default)]
pub struct Calls {
    state: Mutex<State>,
    changed: Condvar,
}

/// What the goroutine waits for.
pub enum Event {
    Question(Question),
    Done(Result<(), Error>),
}

impl Calls {
    /// Asks from the working thread; nothing: it is given up.
    fn ask(&self, question: Question) -> Option<Reply> {
        let mut state = self.state.lock();
        if state.gone {
            return None;
        }
        state.question = Some(question);
        self.changed.notify_all();
        loop {
            if let Some(reply) = state.reply.take() {
                return Some(reply);
            }
            if state.gone {
                return None;
            }
            self.changed.wait(&mut state);
        }
    }
    /// Waits for the working thread; only as long as it computes.
    pub fn next(&self) -> Event {
        let mut state = self.state.lock();
        loop {
            if let Some(question) = state.question.take() {
                return Event::Question(question);
            }
            if let Some(done) = state.done.take() {
                return Event::Done(done);
            }
            self.changed.wait(&mut state);
        }
    }
    pub fn reply(&self, reply: Reply) {
        self.state.lock().reply = Some(reply);
        self.changed.notify_all();
    }
    pub fn give_up(&self) {
        self.state.lock().gone = true;
        self.changed.notify_all();
    }
    fn finish(&self, result: Result<(), Error>) {
        self.state.lock().done = Some(result);
        self.changed.notify_all();
    }
}

thread_local! {
    /// Whom the work of this thread asks. Configurations are shared by connections, so the objects below cannot know.
    static CURRENT: RefCell<Option<Arc<Calls>>> = const { RefCell::new(None) };
}

/// Does a record's work on a thread of its own; `Calls::next` tells how it goes on.
pub fn work(calls: Arc<Calls>, record: impl FnOnce() -> Result<(), Error> + Send + 'static) {
    /// Ends the work also where it panics.
    struct End(Arc<Calls>, Option<Result<(), Error>>);
    impl Drop for End {
        fn drop(&mut self) {
            let lost = || Err(Error::General("the handshake's thread is lost".into()));
            self.0.finish(self.1.take().unwrap_or_else(lost));
        }
    }
    let mine = calls.clone();
    let started = std::thread::Builder::new()
        .name("tls".into())
        .spawn(move || {
            let mut end = End(mine.clone(), None);
            CURRENT.with_borrow_mut(|current| *current = Some(mine));
            end.1 = Some(record());
        });
    if let Err(error) = started {
        calls.finish(Err(Error::General(error.to_string())));
    }
}

fn ask(kind: i64, numbers: Vec<i64>, texts: Vec<Vec<u8>>) -> Option<Reply> {
    let calls = CURRENT.with_borrow(Clone::clone)?;
    calls.ask(Question {
        kind,
        numbers,
        texts,
    })
}

fn verify(
    first: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    ocsp: &[u8],
) -> Result<(), Error> {
    let chain = std::iter::once(first).chain(others);
    let chain = chain.map(|c| c.as_ref().to_vec());
    let texts = std::iter::once(ocsp.to_vec()).chain(chain).collect();
    let code = ask(VERIFY, Vec::new(), texts).map_or(-1, |r| r.code);
    // The alert that the peer gets follows from the error.
    Err(Error::InvalidCertificate(match code {
        0 => return Ok(()),
        2 => CertificateError::UnknownIssuer,
        3 => CertificateError::Expired,
        _ => CertificateError::NotValidForName,
    }))
}

fn check(
    new: bool,
    message: &[u8],
    cert: &CertificateDer<'_>,
    signed: &DigitallySignedStruct,
) -> Result<HandshakeSignatureValid, Error> {
    let numbers = vec![i64::from(new), i64::from(u16::from(signed.scheme))];
    let texts = vec![
        cert.as_ref().to_vec(),
        message.to_vec(),
        signed.signature().to_vec(),
    ];
    match ask(CHECK, numbers, texts) {
        Some(reply) if reply.code == 0 => Ok(HandshakeSignatureValid::assertion()),
        _ => Err(Error::InvalidCertificate(CertificateError::BadSignature)),
    }
}

/// What Go's side can check, the best first.
fn schemes() -> Vec<SignatureScheme> {
    use SignatureScheme::*;
    vec![
        RSA_PSS_SHA256,
        ECDSA_NISTP256_SHA256,
        ED25519,
        RSA_PSS_SHA384,
        RSA_PSS_SHA512,
        RSA_PKCS1_SHA256,
        RSA_PKCS1_SHA384,
        RSA_PKCS1_SHA512,
        ECDSA_NISTP384_SHA384,
        ECDSA_NISTP521_SHA512,
    ]
}

/// Has Go's side look at the peer's certificates.
#[derive(Debug)]
pub struct Verifier {
    /// For servers: whether clients must have certificates, and of whom.
    pub mandatory: bool,
    pub issuers: Vec<DistinguishedName>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        first: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        ocsp: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        verify(first, others, ocsp).map(|()| ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        check(false, message, cert, signed)
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        check(true, message, cert, signed)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        schemes()
    }
}

impl ClientCertVerifier for Verifier {
    fn client_auth_mandatory(&self) -> bool {
        self.mandatory
    }
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &self.issuers
    }
    fn verify_client_cert(
        &self,
        first: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        verify(first, others, &[]).map(|()| ClientCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        check(false, message, cert, signed)
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        check(true, message, cert, signed)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        schemes()
    }
}

/// A key that Go's side signs with.
#[derive(Debug)]
struct GoKey(Vec<SignatureScheme>);

impl SigningKey for GoKey {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let scheme = *self.0.iter().find(|s| offered.contains(s))?;
        Some(Box::new(GoSigner(scheme)))
    }
    fn algorithm(&self) -> SignatureAlgorithm {
        use SignatureScheme::*;
        match self.0.first() {
            Some(ED25519) => SignatureAlgorithm::ED25519,
            Some(ECDSA_NISTP256_SHA256 | ECDSA_NISTP384_SHA384 | ECDSA_NISTP521_SHA512) => {
                SignatureAlgorithm::ECDSA
            }
            _ => SignatureAlgorithm::RSA,
        }
    }
}

#[derive(Debug)]
struct GoSigner(SignatureScheme);

impl Signer for GoSigner {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let scheme = i64::from(u16::from(self.0));
        match ask(SIGN, vec![scheme], vec![message.to_vec()]) {
            Some(mut reply) if reply.code == 0 && !reply.texts.is_empty() => {
                Ok(reply.texts.swap_remove(0))
            }
            _ => Err(Error::General("signing failed".into())),
        }
    }
    fn scheme(&self) -> SignatureScheme {
        self.0
    }
}

/// A chain and its key: in DER where rustls can sign with it, else Go's side does with one of the schemes. And whether it will be asked.
pub fn certified(
    chain: Vec<Vec<u8>>,
    key: Vec<u8>,
    schemes: &[i64],
    ocsp: Vec<u8>,
) -> Option<(Arc<CertifiedKey>, bool)> {
    if chain.is_empty() {
        return None;
    }
    let chain = chain.into_iter().map(CertificateDer::from).collect();
    let known = PrivateKeyDer::try_from(key)
        .ok()
        .and_then(|key| rustls::crypto::ring::sign::any_supported_type(&key).ok());
    let asks = known.is_none();
    let key = known.unwrap_or_else(|| {
        let schemes = schemes.iter().map(|&s| SignatureScheme::from(s as u16));
        Arc::new(GoKey(schemes.collect()))
    });
    let mut certified = CertifiedKey::new(chain, key);
    certified.ocsp = Some(ocsp).filter(|o| !o.is_empty());
    Some((Arc::new(certified), asks))
}

/// A server's one certificate; Go's side has chosen it.
#[derive(Debug)]
pub struct Chosen(pub Option<Arc<CertifiedKey>>);

impl ResolvesServerCert for Chosen {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.0.clone()
    }
}

/// Has Go's side choose the client's certificate.
#[derive(Debug)]
pub struct Choosing;

impl ResolvesClientCert for Choosing {
    fn resolve(&self, issuers: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let numbers = schemes.iter().map(|&s| i64::from(u16::from(s))).collect();
        let texts = issuers.iter().map(|i| i.to_vec()).collect();
        let mut reply = ask(CHOOSE, numbers, texts)?;
        if reply.code != 0 || reply.texts.len() < 2 {
            return None;
        }
        let chain = reply.texts.split_off(1);
        let key = reply.texts.swap_remove(0);
        Some(certified(chain, key, &reply.numbers, Vec::new())?.0)
    }
    fn has_certs(&self) -> bool {
        true
    }
}

/// Of a client without certificates.
#[derive(Debug)]
pub struct Nobody;

impl ResolvesClientCert for Nobody {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        None
    }
    fn has_certs(&self) -> bool {
        false
    }
}

/// A server's tickets. Before rustls's own text stand the client's certificates, so that Go's side can say whether the session is good enough still.
#[derive(Debug)]
pub struct Judged(pub Arc<dyn ProducesTickets>);

impl ProducesTickets for Judged {
    fn enabled(&self) -> bool {
        self.0.enabled()
    }
    fn lifetime(&self) -> u32 {
        self.0.lifetime()
    }
    fn encrypt(&self, plain: &[u8]) -> Option<Vec<u8>> {
        // Nobody to ask: a server that wants no certificates.
        let certs = ask(TICKET, Vec::new(), Vec::new()).map_or(Vec::new(), |r| r.texts);
        let mut whole = (certs.len() as u32).to_be_bytes().to_vec();
        for cert in &certs {
            whole.extend((cert.len() as u32).to_be_bytes());
            whole.extend(cert);
        }
        whole.extend(plain);
        self.0.encrypt(&whole)
    }
    fn decrypt(&self, cipher: &[u8]) -> Option<Vec<u8>> {
        let whole = self.0.decrypt(cipher)?;
        let mut rest = &whole[..];
        let mut certs = Vec::new();
        for _ in 0..number(&mut rest)? {
            let length = number(&mut rest)?;
            let (cert, behind) = rest.split_at_checked(length)?;
            certs.push(cert.to_vec());
            rest = behind;
        }
        let none = certs.is_empty();
        let good = ask(RESUME, Vec::new(), certs).map_or(none, |reply| reply.code == 0);
        good.then(|| rest.to_vec())
    }
}

fn number(rest: &mut &[u8]) -> Option<usize> {
    let (number, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u32::from_be_bytes(*number) as usize)
}
