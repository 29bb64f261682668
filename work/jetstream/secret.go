package jetstream

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"os"
	"time"

	"dixit"

	"github.com/nats-io/nats.go"
)

// The shortest and longest secret, in bytes.
const (
	minSecret = 32
	maxSecret = 64 << 10
)

// secureConfig is how nodes that share a secret, and those who use them, know each other: by TLS in which both sides show the same key,
// which is derived from the secret. So one file does for all, there are no certificates to renew, and nothing passes in the clear.
// Whoever knows the secret is trusted with all; a short one could be guessed from the public key, which anybody who connects is shown.
func secureConfig(secret []byte) (*tls.Config, error) {
	seed, err := hkdf.Key(sha256.New, secret, nil, "dixit node key 1", ed25519.SeedSize)
	if err != nil {
		return nil, err
	}
	key := ed25519.NewKeyFromSeed(seed)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "dixit node"},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC),
	}
	certificate, err := x509.CreateCertificate(nil, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	return &tls.Config{
		MinVersion:   tls.VersionTLS13,
		Certificates: []tls.Certificate{{Certificate: [][]byte{certificate}, PrivateKey: key}},
		ClientAuth:   tls.RequireAnyClientCert,
		// Names and authorities say nothing here: VerifyConnection demands the one key instead, on both sides.
		InsecureSkipVerify: true,
		VerifyConnection: func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) > 0 {
				if peer, ok := s.PeerCertificates[0].PublicKey.(ed25519.PublicKey); ok && peer.Equal(key.Public()) {
					return nil
				}
			}
			return errors.New("the other side has another secret")
		},
	}, nil
}

// readSecret reads a file with a secret.
func readSecret(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "secret: %w", err)
	}
	data = bytes.TrimSpace(data)
	if len(data) < minSecret || len(data) > maxSecret {
		return nil, dixit.Errorf(dixit.Invalid, "secret %s: %d bytes, where %d to %d are wanted: openssl rand -base64 48 makes some", path, len(data), minSecret, maxSecret)
	}
	return data, nil
}

// authentication is how a client shows that it may use a cluster: what the file holds says which way.
func authentication(path string) ([]nats.Option, error) {
	if path == "" {
		return nil, nil
	}
	secret, err := readSecret(path)
	if err != nil {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(secret, []byte("-----BEGIN NATS USER JWT")):
		return []nats.Option{nats.UserCredentials(path)}, nil
	case bytes.HasPrefix(secret, []byte("SU")) && len(secret) == nkeySeed:
		option, err := nats.NkeyOptionFromSeed(path)
		if err != nil {
			return nil, dixit.Errorf(dixit.Invalid, "secret %s: %w", path, err)
		}
		return []nats.Option{option}, nil
	}
	config, err := secureConfig(secret)
	if err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "secret %s: %w", path, err)
	}
	return []nats.Option{nats.Secure(config)}, nil
}

// nkeySeed is how long the seed of a user's nkey is, in base 32.
const nkeySeed = 58
