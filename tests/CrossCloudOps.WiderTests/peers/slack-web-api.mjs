// Slack's own client as an app: posts, edits, reads, uploads, then answers a press with a modal and takes its submission.
// Arguments: the Web API's address, the signing secret. Says what it saw as lines of JSON.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { LogLevel, WebClient } from '@slack/web-api';

const [slackApiUrl, secret] = process.argv.slice(2);
const web = new WebClient('xoxb-emulator', { slackApiUrl, logLevel: LogLevel.ERROR, retryConfig: { retries: 0 } });
const say = (what) => console.log(JSON.stringify(what));
const plain = (text) => ({ type: 'plain_text', text });
const refusal = async (call) => call.then(() => 'accepted', (error) => error.data.error);

const me = await web.auth.test();
const posted = await web.chat.postMessage({
  channel: '#alerts',
  text: 'three dead letters',
  blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'edit', text: plain('Edit') }] }],
  metadata: { event_type: 'problem', event_payload: { key: 'k1' } },
});
const { channel, ts } = posted;
const updated = await web.chat.update({ channel, ts, text: 'four dead letters', blocks: posted.message.blocks });
const history = await web.conversations.history({ channel, limit: 1, include_all_metadata: true });
const uploaded = await web.filesUploadV2({
  channel_id: channel, thread_ts: ts, filename: 'body.json', title: 'Body', content: '{"a":"ä"}', initial_comment: 'The body',
});
const replies = await web.conversations.replies({ channel, ts });
let channels = 0;
for await (const page of web.paginate('conversations.list', { limit: 1 })) {
  channels += page.channels.length;
}

say({
  user: me.user_id,
  ts,
  text: updated.text,
  metadata: history.messages[0].metadata.event_payload.key,
  files: uploaded.files.length,
  replies: replies.messages.length,
  channels,
  invalid: await refusal(web.chat.postMessage({ channel, text: 'a', blocks: [{ type: 'header', text: plain('') }] })),
  stale: await refusal(web.views.open({ trigger_id: '1.2.3', view: { type: 'modal', title: plain('a'), blocks: [] } })),
});

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }

  const body = Buffer.concat(chunks).toString();
  const expected = 'v0=' + createHmac('sha256', secret).update(`v0:${request.headers['x-slack-request-timestamp']}:${body}`).digest('hex');
  const payload = JSON.parse(new URLSearchParams(body).get('payload'));
  const seen = { type: payload.type, signed: request.headers['x-slack-signature'] === expected };
  if (payload.type === 'block_actions') {
    const opened = await web.views.open({
      trigger_id: payload.trigger_id,
      view: {
        type: 'modal',
        title: plain('Edit'),
        submit: plain('Send back'),
        blocks: [{ type: 'input', block_id: 'body', label: plain('Body'), element: { type: 'plain_text_input', action_id: 'text' } }],
      },
    });
    response.end();
    say({ ...seen, action: payload.actions[0].action_id, view: opened.view.id });
  } else {
    response.end();
    say({ ...seen, text: payload.view.state.values.body.text.value });
    server.close();
  }
}).listen(0, '127.0.0.1', () => say({ port: server.address().port }));
