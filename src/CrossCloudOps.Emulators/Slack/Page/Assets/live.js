'use strict';

// Keeps the page as the server has it: lists of parts, each with a version. A part that looks other than before takes
// the place of the old one; nothing else is touched.
const live = (() => {
  let source;
  const here = () => document.body.dataset;
  const atEnd = list => list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  const toEnd = list => { list.scrollTop = list.scrollHeight; };

  const parsed = html => {
    const template = document.createElement('template');
    template.innerHTML = html;
    times(template.content);
    return template.content.firstElementChild;
  };

  // A modal stays open and keeps what was typed into the fields that are still there.
  const renewModal = (old, fresh) => {
    const typed = new FormData(old.querySelector('form'));
    const focused = old.contains(document.activeElement) ? document.activeElement.id : '';
    old.replaceChildren(...fresh.childNodes);
    old.dataset.version = fresh.dataset.version;
    for (const field of old.querySelectorAll('[name]')) {
      const box = field.type === 'checkbox' || field.type === 'radio';
      if (box) {
        if (old.querySelector(`[name="${CSS.escape(field.name)}"]`) && typed.has(field.name)) field.checked = typed.getAll(field.name).includes(field.value);
      } else if (typed.has(field.name)) {
        field.value = typed.get(field.name);
      }
    }
    if (focused) document.getElementById(focused)?.focus();
  };

  const renew = (old, fresh) => {
    if (old.localName === 'dialog') return renewModal(old, fresh);
    const focused = old.contains(document.activeElement) && document.activeElement;
    old.replaceWith(fresh);
    if (!focused) return;
    const action = focused.dataset.action;
    const again = focused === old ? fresh : action && fresh.querySelector(`[data-action="${CSS.escape(action)}"]`);
    (again || fresh).focus({ preventScroll: true });
  };

  const show = (list, items, first) => {
    const stays = list.classList.contains('list') && !atEnd(list);
    const wanted = new Set(items.map(item => item.id));
    for (const gone of [...list.children].filter(child => !wanted.has(child.id))) gone.remove();
    let next = list.firstElementChild;
    for (const item of items) {
      let node = document.getElementById(item.id);
      if (!node) {
        node = parsed(item.html);
        list.insertBefore(node, next);
        if (node.localName === 'dialog') node.showModal();
        else if (!first) arrived(list, node);
      } else {
        if (node !== next) list.insertBefore(node, next);
        if (node.dataset.version !== item.version && item.html) {
          const fresh = parsed(item.html);
          noteNews(list, node, fresh);
          renew(node, fresh);
          node = document.getElementById(item.id);
        }
      }
      next = node.nextElementSibling;
    }
    if (list.classList.contains('list') && !stays) toEnd(list);
  };

  const arrived = (list, node) => {
    if (node.dataset.say) document.getElementById('said').textContent = node.dataset.say;
    if (list.classList.contains('list')) node.classList.add('new');
  };

  const noteNews = (list, old, fresh) => {
    const elsewhere = list.id === 'channels' && fresh.id !== 'c-' + here().channel;
    if (elsewhere && (old.classList.contains('news') || old.dataset.newest < fresh.dataset.newest)) fresh.classList.add('news');
  };

  const connect = () => {
    let first = true;
    source?.close();
    source = new EventSource(`/events?${new URLSearchParams({ user: here().user, channel: here().channel, thread: here().thread })}`);
    source.onmessage = event => {
      const lists = JSON.parse(event.data);
      for (const [name, items] of Object.entries(lists)) {
        const list = document.getElementById(name);
        if (list) show(list, items, first);
      }
      document.getElementById('refused').textContent = lists.refusals.length;
      document.getElementById('lost').textContent = '';
      first = false;
    };
    source.onerror = () => { document.getElementById('lost').textContent = 'The emulator does not answer. Trying again…'; };
  };

  const begin = () => {
    times(document);
    for (const list of document.querySelectorAll('.list')) toEnd(list);
    for (const modal of document.querySelectorAll('#modals > dialog')) modal.showModal();
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: 'center' });
    connect();
  };

  // Another person, channel or thread: the same page without a reload; what was being typed stays.
  const go = async url => {
    const answer = await fetch(url);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [channel, top, text] = [here().channel, document.getElementById('messages').scrollTop, document.getElementById('text').value];
    const stays = !atEnd(document.getElementById('messages'));
    document.title = fresh.title;
    document.body.replaceWith(document.adoptNode(fresh.body));
    document.getElementById('text').value = text;
    begin();
    if (channel === here().channel && stays) document.getElementById('messages').scrollTop = top;
    const pane = document.getElementById('thread');
    (pane ?? document.getElementById('text')).focus({ preventScroll: true });
  };

  addEventListener('popstate', () => go(location.href));
  addEventListener('DOMContentLoaded', begin);
  return { go };
})();
