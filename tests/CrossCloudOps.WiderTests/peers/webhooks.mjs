// Webhooks signed by the vendors' own packages, sent where the argument says.
// Arguments: the address of the hooks, now in seconds, and a secret. Says what was answered as lines of JSON.
import { createPrivateKey, sign as signWith } from 'node:crypto';
import { Webhooks } from '@octokit/webhooks';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

const [hooks, now, secret, privateKey] = process.argv.slice(2);
const seconds = Number(now);
const time = new Date(seconds * 1000);
const key = `whsec_${Buffer.from(secret).toString('base64')}`;
const bodies = ['{"id":"evt_1","event_id":"Ev1"}', '{"text":"🧨 ünïcödé \\u0000 漢字"}\n', '{}', ' [1.0, 1e3] ', 'no JSON'];

async function ed25519(id, at, body) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(privateKey, 'hex')]);
  return `v1a,${signWith(null, `${id}.${Math.floor(at / 1000)}.${body}`, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).toString('base64')}`;
}

const standard = (prefix, id, signature) => ({ [`${prefix}-id`]: id, [`${prefix}-timestamp`]: now, [`${prefix}-signature`]: signature });
const octokit = new Webhooks({ secret });
const signers = {
  github: async (body, id) => ({ 'X-Hub-Signature-256': await octokit.sign(body), 'X-GitHub-Delivery': id }),
  stripe: (body) => ({ 'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: seconds }) }),
  standard: (body, id) => standard('webhook', id, new StandardWebhook(key).sign(id, time, body)),
  asymmetric: async (body, id) => standard('webhook', id, await ed25519(id, time.getTime(), body)),
  svix: (body, id) => standard('svix', id, new SvixWebhook(key).sign(id, time, body)),
  labelled: (body, id) => standard('webhook', id, new SvixWebhook(key).sign(id, time, body)),
};

async function post(path, body, headers) {
  const response = await fetch(`${hooks}/${path}`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });
  return { status: response.status, ...(await response.json()) };
}

for (const [signer, sign] of Object.entries(signers)) {
  for (const [n, body] of bodies.entries()) {
    const id = `${signer}-${n}`;
    const headers = await sign(body, id);
    const path = signer === 'labelled' ? 'svix' : signer;
    const good = await post(path, body, headers);
    const tampered = await post(path, `${body} `, headers);
    console.log(JSON.stringify({ signer, deliveryId: id, body, good: good.status, id: good.id, tampered: tampered.status, code: tampered.error?.code }));
  }
}
