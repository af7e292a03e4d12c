// A real OpenID provider for the tests: people sign in with any name.
// usage: node oidc-provider.mjs FOLDER-OF-NODE-MODULES [ADDRESS-OF-A-WEB-CLIENT]
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';

const require = createRequire(process.argv[2] + '/');
const { Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));
const key = (type, options, alg) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: alg });

const server = http.createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  jwks: { keys: [key('rsa', { modulusLength: 2048 }, 'RS256'), key('ec', { namedCurve: 'P-256' }, 'ES256'), key('ed25519', {}, 'EdDSA')] },
  clients: ['RS256', 'ES256', 'EdDSA'].map((alg) => ({
    client_id: `slipway-${alg}`,
    id_token_signed_response_alg: alg,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    // Of one on this machine the port does not matter (RFC 8252).
    application_type: 'native',
    redirect_uris: ['http://127.0.0.1/sign-in/callback', 'http://127.0.0.1/'],
  })).concat({
    client_id: 'slipway-web',
    client_secret: 'known-to-two',
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code'],
    redirect_uris: [process.argv[3] ?? 'https://deploy.example.com/sign-in/callback'],
  }),
  clientAuthMethods: ['none', 'client_secret_basic'],
  enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA'] },
  features: { deviceFlow: { enabled: true } },
  claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  issueRefreshToken: async () => true,
  ttl: { IdToken: 5, DeviceCode: 120, Interaction: 120, Session: 120, Grant: 600, RefreshToken: 600 },
  findAccount: async (context, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, email: `${id}@example.com`, email_verified: true, groups: ['release', `team-${id}`] }),
  }),
});
server.on('request', provider.callback());
console.log(issuer);
