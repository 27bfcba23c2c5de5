package tls

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
)

// A handshake is what Go's side knows while one is made.
type handshake struct {
	c      *Conn
	ctx    context.Context
	config *Config
	// What Go's side found wrong; it counts more than what the engine says then.
	wrong error
	// There is no signature.
	unsigned bool
	// Of the session that may be resumed.
	session *verified
	cache   *lruCache
}

// A verified is a chain of certificates that was verified.
type verified struct {
	certs  []*x509.Certificate
	chains [][]*x509.Certificate
	staple []byte
}

func (v *verified) raw() (all [][]byte) {
	for _, cert := range v.certs {
		all = append(all, cert.Raw)
	}
	return all
}

// settings are what the engine is made with.
type settings struct {
	server, resume, choose    bool
	name                      string
	key, staple               []byte
	schemes                   []SignatureScheme
	protocols, chain, issuers [][]byte
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// start makes the engine.
func (h *handshake) start(s *sessions, set settings) error {
	config := h.config
	suites := config.suites()
	if config.CipherSuites == nil {
		suites = nil
	} else if len(suites) == 0 {
		// None of TLS 1.2; an empty list would mean all.
		suites = []uint16{0}
	}
	var curves []CurveID
	if len(config.CurvePreferences) > 0 {
		curves = config.curves()
	}
	numbers := []int{
		flag(set.server), int(config.MinVersion), int(config.MaxVersion), int(config.ClientAuth), flag(set.resume), flag(config.KeyLogWriter != nil),
		flag(set.choose), len(suites), len(curves), len(set.schemes), len(set.protocols), len(set.chain), len(set.issuers),
	}
	for _, id := range suites {
		numbers = append(numbers, int(id))
	}
	for _, id := range curves {
		numbers = append(numbers, int(id))
	}
	for _, s := range set.schemes {
		numbers = append(numbers, int(s))
	}
	texts := slices.Concat([][]byte{[]byte(set.name), set.key, set.staple}, set.protocols, set.chain, set.issuers)
	e, wrong := newEngine(s, numbers, texts)
	if e == nil {
		return errors.New("tls: " + wrong)
	}
	h.c.engine = e
	return nil
}

// sniName is what of a server's name is sent to it: no address, no dot at the end.
func sniName(name string) string {
	host := strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	if i := strings.LastIndexByte(host, '%'); i > 0 {
		host = host[:i]
	}
	if net.ParseIP(host) != nil {
		return ""
	}
	return strings.TrimRight(name, ".")
}

func (c *Conn) clientHandshake(ctx context.Context) error {
	config := c.config
	if config.ServerName == "" && !config.InsecureSkipVerify {
		return errors.New("tls: either ServerName or InsecureSkipVerify must be specified in the tls.Config")
	}
	var protocols [][]byte
	for _, p := range config.NextProtos {
		if p == "" || len(p) > 255 {
			return errors.New("tls: invalid NextProtos value")
		}
		protocols = append(protocols, []byte(p))
	}
	if err := config.refuse(false); err != nil {
		return err
	}
	if config.Rand != nil {
		// The engine has randomness of its own; but who gives some may wait for this.
		if _, err := io.ReadFull(config.Rand, make([]byte, 32)); err != nil {
			return errors.New("tls: short read from Rand: " + err.Error())
		}
	}
	h := &handshake{c: c, ctx: ctx, config: config}
	s, resume := unshared(), false
	if cache, ok := config.ClientSessionCache.(*lruCache); ok && !config.SessionTicketsDisabled {
		s, resume = cache.sessions, true
		h.cache = cache
	}
	c.state.ServerName = sniName(config.ServerName)
	if h.cache != nil && !h.resumes() {
		sessionsForget(s.number, c.state.ServerName)
	}
	err := h.start(s, settings{
		resume: resume, choose: len(config.Certificates) > 0 || config.GetClientCertificate != nil, name: c.state.ServerName, protocols: protocols,
	})
	if err != nil {
		return err
	}
	if err := c.flush(); err != nil {
		return err
	}
	return h.run()
}

// resumes says whether what is known of the server of a client's session is good enough still.
func (h *handshake) resumes() bool {
	known := h.cache.peer(h.c.state.ServerName)
	if len(known.certs) == 0 {
		return true
	}
	session, err := h.chains(known.certs)
	if err != nil || h.config.time().After(session.certs[0].NotAfter) {
		return false
	}
	session.staple = known.staple
	h.session = session
	return true
}

// resumesFor says whether a server resumes the session of a client with these certificates.
func (h *handshake) resumesFor(raw [][]byte) bool {
	auth := h.config.ClientAuth
	if len(raw) == 0 {
		return auth != RequireAnyClientCert && auth != RequireAndVerifyClientCert
	}
	if auth == NoClientCert {
		return false
	}
	session, err := h.chains(raw)
	if err != nil || h.config.time().After(session.certs[0].NotAfter) {
		return false
	}
	h.session = session
	return true
}

func (c *Conn) serverHandshake(ctx context.Context) error {
	records, hello, err := c.readHello()
	if err != nil {
		return err
	}
	hello.Conn, hello.config, hello.ctx = c.conn, c.config, ctx
	h := &handshake{c: c, ctx: ctx, config: c.config}
	tickets := c.config.ownTickets()
	if c.config.GetConfigForClient != nil {
		config, err := c.config.GetConfigForClient(hello)
		if err != nil {
			c.plainAlert(alertInternalError)
			return err
		}
		if config != nil {
			h.config, hello.config = config, config
		}
	}
	set, err := h.accept(hello, tickets)
	if err != nil {
		return err
	}
	if err := h.start(tickets, set); err != nil {
		c.plainAlert(alertInternalError)
		return err
	}
	if done, err := h.step(records); done || err != nil {
		return err
	}
	return h.run()
}

// readHello reads records until they have a whole ClientHello.
func (c *Conn) readHello() (records []byte, hello *ClientHelloInfo, err error) {
	var message []byte
	for {
		record, err := c.record()
		if err != nil {
			return nil, nil, err
		}
		records = append(records, record...)
		if record[0] == recordAlert && len(record) == headerSize+2 {
			return nil, nil, remote(alert(record[headerSize+1]))
		}
		message = append(message, record[headerSize:]...)
		if record[0] != recordHandshake || len(message) > 0 && message[0] != messageClientHello {
			c.plainAlert(alertUnexpectedMessage)
			return nil, nil, local(alertUnexpectedMessage)
		}
		if len(message) < 4 {
			continue
		}
		length := int(message[1])<<16 | int(message[2])<<8 | int(message[3])
		if length > 64<<10 {
			c.plainAlert(alertInternalError)
			return nil, nil, fmt.Errorf("tls: handshake message of length %d bytes exceeds maximum of %d bytes", length, 64<<10)
		}
		if len(message) >= 4+length {
			hello, ok := parseHello(message[4 : 4+length])
			if !ok {
				c.plainAlert(alertDecodeError)
				return nil, nil, local(alertDecodeError)
			}
			return records, hello, nil
		}
	}
}

// accept chooses what the client gets, or says why nothing.
func (h *handshake) accept(hello *ClientHelloInfo, tickets *sessions) (set settings, err error) {
	c, config := h.c, h.config
	fail := func(a alert, err error) (settings, error) {
		c.plainAlert(a)
		return settings{}, err
	}
	if err := config.refuse(true); err != nil {
		return fail(alertProtocolVersion, err)
	}
	version, ok := config.mutual(hello.SupportedVersions)
	if !ok {
		return fail(alertProtocolVersion, fmt.Errorf("tls: client offered only unsupported versions: %x", hello.SupportedVersions))
	}
	c.version = version
	c.state.ServerName = hello.ServerName
	protocol, err := negotiate(config.NextProtos, hello.SupportedProtos)
	if err != nil {
		return fail(alertNoApplicationProtocol, err)
	}
	cert, err := config.choose(hello)
	if err != nil {
		if err == errNoCertificates {
			return fail(alertUnrecognizedName, err)
		}
		return fail(alertInternalError, err)
	}
	if _, err := cert.scheme(version, hello.SignatureSchemes); err != nil {
		return fail(alertHandshakeFailure, err)
	}
	if !hello.sharesSuite(version, config, cert) {
		return fail(alertHandshakeFailure, fmt.Errorf("tls: no cipher suite supported by both client and server; client offered: %x", hello.CipherSuites))
	}
	c.cert = cert
	set = settings{server: true, resume: !config.SessionTicketsDisabled, chain: cert.Certificate, staple: cert.OCSPStaple}
	if set.key, set.schemes, err = cert.forEngine(version, tickets); err != nil {
		return fail(alertInternalError, err)
	}
	if protocol != "" {
		set.protocols = [][]byte{[]byte(protocol)}
	}
	if config.ClientAuth != NoClientCert && config.ClientCAs != nil {
		set.issuers = config.ClientCAs.Subjects()
	}
	return set, nil
}

// negotiate finds the first of the server's protocols that the client has. A server for HTTP/2 alone serves also clients of HTTP/1.1.
func negotiate(server, client []string) (string, error) {
	if len(server) == 0 || len(client) == 0 {
		return "", nil
	}
	for _, p := range server {
		if slices.Contains(client, p) {
			return p, nil
		}
	}
	if slices.Contains(server, "h2") && slices.Contains(client, "http/1.1") {
		return "", nil
	}
	return "", fmt.Errorf("tls: client requested unsupported application protocols (%q)", client)
}

func (chi *ClientHelloInfo) sharesSuite(version uint16, config *Config, cert *Certificate) bool {
	if version == VersionTLS13 {
		return slices.Contains(chi.CipherSuites, TLS_AES_128_GCM_SHA256) || slices.Contains(chi.CipherSuites, TLS_AES_256_GCM_SHA384) ||
			slices.Contains(chi.CipherSuites, TLS_CHACHA20_POLY1305_SHA256)
	}
	return chi.supportsKey(config, cert) == nil
}

// forEngine is the key in DER where the engine may sign with it, and what it signs with else.
func (c *Certificate) forEngine(version uint16, s *sessions) (key []byte, schemes []SignatureScheme, err error) {
	if schemes, err = c.schemes(version); err != nil || c.SupportedSignatureAlgorithms != nil {
		return nil, schemes, err
	}
	switch k := c.PrivateKey.(type) {
	case *rsa.PrivateKey, *ecdsa.PrivateKey:
		r, isRSA := k.(*rsa.PrivateKey)
		if isRSA && len(r.Primes) < 2 {
			// It can sign, slowly, and cannot be written down.
			return nil, schemes, nil
		}
		if known, ok := s.keys.Load(k); ok {
			return known.([]byte), schemes, nil
		}
		if isRSA {
			key = x509.MarshalPKCS1PrivateKey(r)
		} else if key, err = x509.MarshalPKCS8PrivateKey(k); err != nil {
			return nil, schemes, err
		}
		s.keys.Store(k, key)
	case ed25519.PrivateKey:
		key, err = x509.MarshalPKCS8PrivateKey(k)
	}
	return key, schemes, err
}

// run reads records until the handshake is over.
func (h *handshake) run() error {
	for {
		record, err := h.c.record()
		if err != nil {
			return err
		}
		if h.c.isClient && h.c.version == 0 {
			h.c.version = helloVersion(record)
		}
		if done, err := h.step(record); done || err != nil {
			return err
		}
	}
}

// step has the engine work on records, and answers its questions.
func (h *handshake) step(records []byte) (done bool, err error) {
	c := h.c
	var event int
	var wrong string
	do := func(with func(number uint64) int) bool {
		err = c.engine.use(func(number uint64) {
			if event = with(number); event == failed {
				wrong = engineError(number)
			}
		})
		return err == nil
	}
	if !do(func(number uint64) int { return engineStep(number, records) }) {
		return false, err
	}
	for event == asks {
		var kind int
		var numbers []int
		var texts []string
		if err := c.engine.use(func(number uint64) { kind, numbers, texts = engineQuestion(number) }); err != nil {
			return false, err
		}
		code, chosen, answers := h.answer(kind, numbers, texts)
		if !do(func(number uint64) int { return engineReply(number, code, chosen, answers) }) {
			return false, err
		}
	}
	if event == failed {
		c.flush()
		if h.unsigned && h.version() < VersionTLS13 {
			// The engine says nothing; later versions would want it encrypted.
			c.plainAlert(alertInternalError)
		}
		if h.wrong != nil {
			return false, h.wrong
		}
		return false, c.explain(wrong)
	}
	if h.wrong != nil {
		return false, h.wrong
	}
	if done, err = h.finish(); err != nil {
		return false, err
	}
	if !done && c.hasRecord() {
		// What there is to say can wait until that has been looked at.
		return false, nil
	}
	return done, c.flush()
}

// finish takes over what was agreed on, if the handshake is over.
func (h *handshake) finish() (bool, error) {
	c := h.c
	var numbers []int
	var protocol string
	var certs []string
	var lines []byte
	err := c.engine.use(func(number uint64) {
		numbers, protocol, certs = engineState(number)
		if h.config.KeyLogWriter != nil {
			lines = engineKeyLines(number)
		}
	})
	if err != nil {
		return false, err
	}
	if len(lines) > 0 {
		if _, err := h.config.KeyLogWriter.Write(lines); err != nil {
			return false, fmt.Errorf("tls: failed to write to key log: %w", fmt.Errorf("tls: KeyLogWriter: %w", err))
		}
	}
	if numbers[3] == 0 {
		return false, nil
	}
	state := &c.state
	state.Version, state.CipherSuite, state.CurveID, state.DidResume = uint16(numbers[0]), uint16(numbers[1]), CurveID(numbers[2]), numbers[4] != 0
	state.NegotiatedProtocol = protocol
	state.engine = c.engine
	c.version = state.Version
	if c.cert != nil && !state.DidResume {
		state.LocalCertificate = c.cert.Certificate
	}
	var raw [][]byte
	for _, cert := range certs {
		raw = append(raw, []byte(cert))
	}
	switch {
	case state.PeerCertificates != nil || len(raw) == 0:
	case h.session != nil && slices.EqualFunc(raw, h.session.raw(), bytes.Equal):
		state.PeerCertificates, state.VerifiedChains, state.OCSPResponse = h.session.certs, h.session.chains, h.session.staple
	default:
		// Of a resumed session: it was verified, but perhaps for something else.
		if err := h.verify(raw, false); err != nil {
			return false, err
		}
	}
	if h.cache != nil && !state.DidResume {
		h.cache.setPeer(state.ServerName, peer{raw, state.OCSPResponse})
	}
	if !c.isClient && h.config.ClientAuth != NoClientCert && len(raw) == 0 && h.config.VerifyPeerCertificate != nil && !state.DidResume {
		if err := h.config.VerifyPeerCertificate(nil, nil); err != nil {
			return false, err
		}
	}
	if h.config.VerifyConnection != nil {
		state := *state
		state.HandshakeComplete, state.NegotiatedProtocolIsMutual = false, true
		if err := h.config.VerifyConnection(state); err != nil {
			return false, err
		}
	}
	return true, nil
}

// answer answers a question of the engine; code 0 is yes.
func (h *handshake) answer(kind int, numbers []int, texts []string) (code int, chosen []int, answers [][]byte) {
	raw := make([][]byte, len(texts))
	for i, t := range texts {
		raw[i] = []byte(t)
	}
	no := func(code int, err error) (int, []int, [][]byte) {
		if h.wrong == nil {
			h.wrong = err
		}
		return code, nil, nil
	}
	switch kind {
	case askVerify:
		if len(raw[0]) > 0 {
			h.c.state.OCSPResponse = raw[0]
		}
		if err := h.verify(raw[1:], true); err != nil {
			return no(h.verdict(err), err)
		}
		return 0, nil, nil
	case askCheck:
		if err := checkSignature(raw[0], SignatureScheme(numbers[1]), raw[1], raw[2]); err != nil {
			who := "client"
			if h.c.isClient {
				who = "server"
			}
			return no(1, fmt.Errorf("tls: invalid signature by the %s certificate: %s", who, err))
		}
		return 0, nil, nil
	case askSign:
		signature, err := sign(h.c.cert.PrivateKey.(crypto.Signer), SignatureScheme(numbers[0]), raw[0])
		if err != nil {
			h.unsigned = true
			return no(1, fmt.Errorf("tls: failed to sign handshake: %s", err))
		}
		return 0, nil, [][]byte{signature}
	case askTicket:
		if certs := h.c.state.PeerCertificates; certs != nil {
			return 0, nil, (&verified{certs: certs}).raw()
		}
		if h.session != nil {
			return 0, nil, h.session.raw()
		}
		return 0, nil, nil
	case askResume:
		return flag(!h.resumesFor(raw)), nil, nil
	case askChoose:
		cert, err := h.clientCertificate(numbers, raw)
		if err != nil {
			return no(1, err)
		}
		if len(cert.Certificate) == 0 {
			return 1, nil, nil
		}
		key, schemes, err := cert.forEngine(h.version(), unshared())
		if err != nil {
			return no(1, err)
		}
		h.c.cert = cert
		for _, s := range schemes {
			chosen = append(chosen, int(s))
		}
		return 0, chosen, append([][]byte{key}, cert.Certificate...)
	}
	return no(1, local(alertInternalError))
}

// version is what the server chose.
func (h *handshake) version() uint16 {
	if h.c.version != 0 {
		return h.c.version
	}
	return VersionTLS13
}

// verdict is which alert the peer gets: a server tells more.
func (h *handshake) verdict(err error) int {
	if !h.c.isClient {
		var unknown x509.UnknownAuthorityError
		var invalid x509.CertificateInvalidError
		switch {
		case errors.As(err, &unknown):
			return 2
		case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
			return 3
		}
	}
	return 1
}

// chains parses the peer's certificates and verifies them as far as the configuration wants that.
func (h *handshake) chains(raw [][]byte) (*verified, error) {
	c, config := h.c, h.config
	from, who := "client certificate", "client"
	if c.isClient {
		from, who = "certificate from server", "server"
	}
	v := &verified{}
	for _, der := range raw {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, fmt.Errorf("tls: failed to parse %s: %s", from, err)
		}
		if key, ok := cert.PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() > 8192 {
			return nil, fmt.Errorf("tls: %s sent certificate containing RSA key larger than %d bits", who, 8192)
		}
		v.certs = append(v.certs, cert)
	}
	opts := x509.VerifyOptions{CurrentTime: config.time(), Intermediates: x509.NewCertPool()}
	for _, cert := range v.certs[1:] {
		opts.Intermediates.AddCert(cert)
	}
	wanted := !config.InsecureSkipVerify
	if c.isClient {
		opts.Roots, opts.DNSName = config.RootCAs, config.ServerName
	} else {
		wanted = config.ClientAuth >= VerifyClientCertIfGiven
		opts.Roots, opts.KeyUsages = config.ClientCAs, []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	}
	if wanted {
		chains, err := v.certs[0].Verify(opts)
		if err != nil {
			return nil, &CertificateVerificationError{UnverifiedCertificates: v.certs, Err: err}
		}
		v.chains = chains
	}
	switch v.certs[0].PublicKey.(type) {
	case *rsa.PublicKey, *ecdsa.PublicKey, ed25519.PublicKey:
	default:
		if c.isClient {
			return nil, fmt.Errorf("tls: server's certificate contains an unsupported type of public key: %T", v.certs[0].PublicKey)
		}
		return nil, fmt.Errorf("tls: client certificate contains an unsupported public key of type %T", v.certs[0].PublicKey)
	}
	return v, nil
}

// verify takes the peer's certificates over if they are good; those of a resumed session are not asked about again.
func (h *handshake) verify(raw [][]byte, ask bool) error {
	v, err := h.chains(raw)
	if err != nil {
		return err
	}
	state := &h.c.state
	state.PeerCertificates, state.VerifiedChains = v.certs, v.chains
	if ask && h.config.VerifyPeerCertificate != nil {
		return h.config.VerifyPeerCertificate(raw, v.chains)
	}
	return nil
}

// clientCertificate is what the server gets; one without a chain: none.
func (h *handshake) clientCertificate(schemes []int, issuers [][]byte) (*Certificate, error) {
	info := &CertificateRequestInfo{AcceptableCAs: issuers, Version: h.version(), ctx: h.ctx}
	for _, s := range schemes {
		info.SignatureSchemes = append(info.SignatureSchemes, SignatureScheme(s))
	}
	if h.config.GetClientCertificate != nil {
		cert, err := h.config.GetClientCertificate(info)
		if err == nil && cert == nil {
			panic("tls: GetClientCertificate returned nil")
		}
		return cert, err
	}
	for i := range h.config.Certificates {
		if info.SupportsCertificate(&h.config.Certificates[i]) == nil {
			return &h.config.Certificates[i], nil
		}
	}
	return &Certificate{}, nil
}

// explain is the error of what the engine says is wrong.
func (c *Conn) explain(wrong string) error {
	kind, rest, _ := strings.Cut(wrong, " ")
	switch {
	case kind == "alert":
		number, _ := strconv.Atoi(rest)
		return remote(alert(number))
	case wrong == "no certificate":
		return errors.New("tls: client didn't provide a certificate")
	case wrong == "bad record":
		return local(alertBadRecordMAC)
	case wrong == "no protocol":
		return errors.New("tls: server selected unadvertised ALPN protocol")
	case kind == "incompatible" && strings.HasPrefix(rest, "Server") && c.version != 0 && c.version < VersionTLS13:
		return fmt.Errorf("tls: server selected unsupported protocol version %x", c.version)
	}
	return errors.New("tls: " + rest)
}
