/** The block in the editor: what the button will say, and the attributes of the element beside it. */
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: create } = element;
  const { __ } = i18n;

  const modes = [
    { value: '', label: __('Over the page, or in a window', 'junction-connect') },
    { value: 'embed', label: __('Over the page', 'junction-connect') },
    { value: 'popup', label: __('In a window', 'junction-connect') },
    { value: 'redirect', label: __('In place of the page', 'junction-connect') },
  ];

  const fields = [
    ['label', __('Label', 'junction-connect')],
    [
      'providers',
      __('Providers', 'junction-connect'),
      __('Slugs, such as: oura fitbit. Empty: all.', 'junction-connect'),
    ],
    ['provider', __('One provider', 'junction-connect'), __('Its slug: straight to its sign-in.', 'junction-connect')],
  ];

  const addresses = [
    ['successUrl', __('Go to after a connection', 'junction-connect')],
    ['exitUrl', __('Go to when it was closed', 'junction-connect')],
    ['errorUrl', __('Go to after an error', 'junction-connect')],
    [
      'returnUrl',
      __('Page that Link comes back to', 'junction-connect'),
      __(
        'From a window: any page of this site. In place of the page: one that has the button, too, which tells the outcome. To lead people on, use “Go to after a connection”.',
        'junction-connect',
      ),
    ],
  ];

  const others = [
    ['dataLayer', __('Data layer of a tag manager', 'junction-connect')],
    ['lang', __('Language', 'junction-connect'), __('Such as de. Empty: the page’s own.', 'junction-connect')],
  ];

  /** As the element's button looks until a site's style says otherwise. */
  const look = {
    display: 'inline-block',
    padding: '0.6rem 1.25rem',
    borderRadius: '0.5rem',
    background: '#0a6f68',
    color: '#fff',
  };

  function Edit({ attributes, setAttributes }) {
    const control = (Control, name, label, more) =>
      create(Control, {
        key: name,
        label,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
        ...more,
      });
    const texts = (list, more) =>
      list.map(([name, label, help]) => control(components.TextControl, name, label, { help, ...more }));
    const panel = (title, initialOpen, ...children) =>
      create(components.PanelBody, { title, initialOpen }, ...children);

    return create(
      'div',
      blockEditor.useBlockProps(),
      create(
        blockEditor.InspectorControls,
        null,
        panel(
          __('Connect', 'junction-connect'),
          true,
          texts(fields),
          control(components.SelectControl, 'mode', __('Link opens', 'junction-connect'), { options: modes }),
        ),
        panel(__('Afterwards', 'junction-connect'), false, texts(addresses, { type: 'url' })),
        panel(__('More', 'junction-connect'), false, texts(others)),
      ),
      create('span', { style: look }, attributes.label || __('Connect a device', 'junction-connect')),
    );
  }

  // The server renders it: it knows the endpoint.
  blocks.registerBlockType('junction-connect/button', { edit: Edit, save: () => null });
})(window.wp);
