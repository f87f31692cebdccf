'use strict';

// What a person does: each act is a form to the emulator, which asks the app as Slack does.
(() => {
  const patience = 3000;

  const post = async (path, fields, tell) => {
    const form = fields instanceof URLSearchParams ? fields : new URLSearchParams(fields);
    form.set('user', document.body.dataset.user);
    const late = setTimeout(() => tell('This app did not respond within 3 seconds.'), patience);
    try {
      const answer = await fetch(path, { method: 'POST', body: form, headers: { Accept: 'application/json' } });
      const outcome = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : { trouble: await answer.text() };
      if (outcome.trouble) tell(outcome.trouble);
      return outcome;
    } catch (error) {
      tell('The emulator does not answer: ' + error.message);
      return { trouble: error.message };
    } finally {
      clearTimeout(late);
    }
  };

  // The warning stands in the place where the act was, until that is drawn anew.
  const teller = place => text => {
    let trouble = place.querySelector(':scope > .trouble, :scope > form > .trouble');
    if (!trouble) {
      trouble = document.createElement('p');
      trouble.className = 'trouble';
      trouble.setAttribute('role', 'alert');
      place.append(trouble);
    }
    trouble.textContent = text;
  };

  const confirmed = element => new Promise(resolve => {
    const template = element.closest('.element')?.querySelector('template');
    if (!template) return resolve(true);
    const dialog = template.content.firstElementChild.cloneNode(true);
    document.body.append(dialog);
    dialog.addEventListener('click', event => {
      const answer = event.target.closest('[data-answer]')?.dataset.answer;
      if (answer) dialog.close(answer);
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });

  const press = async (element, value) => {
    const view = element.closest('[data-view]');
    const message = element.closest('[data-ts]');
    if (!await confirmed(element)) {
      if (element.localName === 'select') element.value = '';
      return;
    }
    const fields = { action_id: element.dataset.action, ...(value === undefined ? {} : { value }) };
    const place = view ?? message;
    const tell = teller(place);
    tell('');
    place.setAttribute('aria-busy', 'true');
    if (view) await post('/view/press', { ...fields, view: view.dataset.view }, tell);
    else await post('/press', { ...fields, channel: document.body.dataset.channel, ts: message.dataset.ts }, tell);
    place.removeAttribute('aria-busy');
  };

  const submit = async (dialog, form) => {
    const fields = new URLSearchParams();
    for (const block of dialog.querySelectorAll('[data-block]')) fields.set('field.' + block.dataset.block, '');
    const typed = new FormData(form);
    for (const name of new Set(typed.keys())) fields.set(name, typed.getAll(name).filter(value => value).join(','));
    fields.set('view', dialog.dataset.view);
    teller(dialog)('');
    form.setAttribute('aria-busy', 'true');
    const outcome = await post('/view/submit', fields, teller(dialog));
    form.removeAttribute('aria-busy');
    let first;
    for (const block of dialog.querySelectorAll('[data-block]')) {
      const text = outcome.errors?.[block.dataset.block] ?? '';
      block.querySelector('.error').textContent = text;
      const field = block.querySelector('[name]');
      field.setAttribute('aria-invalid', String(text !== ''));
      if (text) first ??= field;
    }
    first?.focus();
  };

  const close = dialog => post('/view/close', { view: dialog.dataset.view }, teller(dialog));

  addEventListener('click', event => {
    const target = event.target.closest('[data-go], [data-action], [data-close], [data-dismiss], a[href]');
    for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target) || target) menu.open = false;
    if (!target || event.defaultPrevented) return;
    if (target.hasAttribute('data-go')) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, '', target.href);
      live.go(target.href);
    } else if (target.hasAttribute('data-close')) {
      close(target.closest('dialog'));
    } else if (target.hasAttribute('data-dismiss')) {
      const message = target.closest('[data-ts]');
      post('/dismiss', { channel: document.body.dataset.channel, ts: message.dataset.ts }, teller(message));
    } else if (target.dataset.action !== undefined) {
      if (target.matches('button, a')) press(target, target.dataset.value);
    } else if (target.origin === location.origin && target.pathname.startsWith('/archives/')) {
      event.preventDefault();
      fetch(`${target.pathname}?user=${encodeURIComponent(document.body.dataset.user)}`).then(answer => {
        if (!answer.ok) return;
        const ts = target.pathname.match(/p(\d+)(\d{6})$/).slice(1).join('.');
        history.pushState(null, '', `${answer.url}#${answer.url.includes('thread=') ? 't' : 'm'}-${ts}`);
        live.go(answer.url);
      });
    }
  });

  addEventListener('change', event => {
    const element = event.target;
    if (element.dataset?.action === undefined || element.matches('button, a')) return;
    if (element.localName !== 'select' || element.value) press(element, element.value);
  });

  // Arrows and letters would choose at once in a closed select: they open it, and Enter chooses.
  addEventListener('keydown', event => {
    const select = event.target.closest?.('select[data-action]');
    if (!select || !(event.key.startsWith('Arrow') || event.key.length === 1) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    select.showPicker();
  });

  addEventListener('submit', event => {
    event.preventDefault();
    const form = event.target;
    const dialog = form.closest('[data-view]');
    if (dialog) return void submit(dialog, form);
    const text = form.elements.text.value.trim();
    const tell = teller(form);
    tell('');
    if (!text) return;
    if (!text.startsWith('/')) return tell('Only slash commands go to the app; it reads no messages.');
    form.elements.text.value = '';
    post('/command', { channel: document.body.dataset.channel, text }, tell);
  });

  // Escape closes a modal as its button does: the app may want to hear of it.
  addEventListener('cancel', event => {
    if (!event.target.matches('[data-view]')) return;
    event.preventDefault();
    close(event.target);
  }, true);
})();
