/**
 * The blocks in the editor: the button and the list. Each shows a preview, which requests nothing. The sidebar has fields for
 * the attributes of the element.
 */
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: create } = element;
  const { __ } = i18n;

  const modes = [
    { value: '', label: __('Over the page, or in a window', 'junction-connect') },
    { value: 'embed', label: __('Over the page', 'junction-connect') },
    { value: 'popup', label: __('In a window', 'junction-connect') },
    { value: 'redirect', label: __('In place of the page', 'junction-connect') },
  ];

  const appearances = [
    { value: '', label: __('Filled', 'junction-connect') },
    { value: 'outlined', label: __('Outlined', 'junction-connect') },
    { value: 'plain', label: __('Plain', 'junction-connect') },
  ];

  const sizes = [
    { value: 'small', label: __('Small', 'junction-connect') },
    { value: '', label: __('Medium', 'junction-connect') },
    { value: 'large', label: __('Large', 'junction-connect') },
  ];

  const disconnectChoices = [
    { value: '', label: __('As in the settings of the site', 'junction-connect') },
    { value: 'true', label: __('Offered', 'junction-connect') },
    { value: 'false', label: __('Not offered', 'junction-connect') },
  ];

  const logoChoices = [
    { value: '', label: __('Shown', 'junction-connect') },
    { value: 'none', label: __('Not shown', 'junction-connect') },
  ];

  const prefetchChoices = [
    { value: '', label: __('When a person seems about to press (Link opens sooner)', 'junction-connect') },
    { value: 'visible', label: __('As soon as the button is visible', 'junction-connect') },
    { value: 'none', label: __('Only after the press', 'junction-connect') },
  ];

  const providersField = [
    'providers',
    __('Providers', 'junction-connect'),
    __('Their slugs, such as: oura garmin google_health. If empty, all are offered.', 'junction-connect'),
  ];

  const languageField = [
    'lang',
    __('Language', 'junction-connect'),
    __('Such as de. If empty, the language of the page.', 'junction-connect'),
  ];

  const mainFields = [
    ['label', __('Label', 'junction-connect')],
    providersField,
    [
      'provider',
      __('One provider', 'junction-connect'),
      __('Its slug. Link opens its sign-in at once.', 'junction-connect'),
    ],
  ];

  const nextPageHelp = __('A page of this site, or of another site that this one allows.', 'junction-connect');
  const addressFields = [
    ['successUrl', __('Go to after a connection', 'junction-connect'), nextPageHelp],
    ['exitUrl', __('Go to when it was closed', 'junction-connect'), nextPageHelp],
    ['errorUrl', __('Go to after an error', 'junction-connect'), nextPageHelp],
    [
      'returnUrl',
      __('Page that Link comes back to', 'junction-connect'),
      __(
        'If Link opens in a window: any page of this site. If it opens in place of the page: a page with the button, which shows the outcome. To send people to another page, use “Go to after a connection”.',
        'junction-connect',
      ),
    ],
  ];

  const otherFields = [['dataLayer', __('Data layer of a tag manager', 'junction-connect')], languageField];

  const listReturnField = [
    'returnUrl',
    __('Page that Link comes back to', 'junction-connect'),
    __(
      'If Link opens in a window: any page of this site. If it opens in place of the page: a page with the list, which shows the outcome.',
      'junction-connect',
    ),
  ];

  /** The look of the element's button on a light page, for the preview. */
  const looks = {
    filled: { border: '1px solid transparent', background: '#0a6f68', color: '#fff' },
    outlined: { border: '1px solid', color: '#0a6f68' },
    plain: { border: '1px solid transparent', color: '#0a6f68', textDecoration: 'underline' },
  };
  const sizeStyles = {
    small: { padding: '0.25rem 1.25rem', fontSize: '0.875em' },
    medium: { padding: '0.5rem 1.5rem' },
    large: { padding: '0.75rem 2rem', fontSize: '1.125em' },
  };
  const buttonStyle = ({ appearance, size }) => ({
    display: 'inline-block',
    borderRadius: '0.5rem',
    ...looks[appearance || 'filled'],
    ...sizeStyles[size || 'medium'],
  });

  /** Returns functions that create the fields of a block. */
  function fieldsOf({ attributes, setAttributes }) {
    const control = (Control, name, label, properties) =>
      create(Control, {
        key: name,
        label,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
        ...properties,
      });
    return {
      control,
      select: (name, label, options, help) => control(components.SelectControl, name, label, { options, help }),
      texts: (fields, properties) =>
        fields.map(([name, label, help]) => control(components.TextControl, name, label, { help, ...properties })),
      messages: (help) => control(components.TextareaControl, 'messages', __('Texts', 'junction-connect'), { help }),
    };
  }

  const prefetchField = (select) =>
    select(
      'prefetch',
      __('Load Junction Link’s script', 'junction-connect'),
      prefetchChoices,
      __(
        'Junction learns the person’s IP address when the script loads. If people must agree first, choose “Only after the press”.',
        'junction-connect',
      ),
    );

  const panel = (title, initialOpen, ...children) => create(components.PanelBody, { title, initialOpen }, ...children);

  /** Returns a block with panels in the sidebar, and a preview. */
  const block = (panels, preview) =>
    create('div', blockEditor.useBlockProps(), create(blockEditor.InspectorControls, null, ...panels), preview);

  function EditButton(properties) {
    const { attributes } = properties;
    const { control, select, texts, messages } = fieldsOf(properties);
    return block(
      [
        panel(
          __('Connect', 'junction-connect'),
          true,
          texts(mainFields),
          select('mode', __('Link opens', 'junction-connect'), modes),
        ),
        panel(
          __('Look', 'junction-connect'),
          false,
          select('appearance', __('Appearance', 'junction-connect'), appearances),
          select('size', __('Size', 'junction-connect'), sizes),
        ),
        panel(__('Afterwards', 'junction-connect'), false, texts(addressFields, { type: 'url' })),
        panel(
          __('More', 'junction-connect'),
          false,
          texts(otherFields),
          prefetchField(select),
          control(components.TextControl, 'lastScreen', __('Time for Link’s last screen', 'junction-connect'), {
            type: 'number',
            min: 0,
            help: __(
              'In milliseconds. If empty, 4000. With 0, Link stays until the person closes it.',
              'junction-connect',
            ),
          }),
          messages(__('A JSON object, such as: { "connected": "Thank you" }', 'junction-connect')),
        ),
      ],
      create(
        'span',
        { style: buttonStyle(attributes) },
        attributes.label || __('Connect a device', 'junction-connect'),
      ),
    );
  }

  /** The providers in the preview of a block that names none. */
  const exampleProviders = ['oura', 'garmin', 'google_health'];

  /** Returns a row of the preview. It shows the slug with spaces, because the editor does not know the provider's name. */
  const previewRow = (slug) =>
    create(
      'div',
      {
        key: slug,
        style: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', padding: '0.5rem 0' },
      },
      create('strong', { style: { textTransform: 'capitalize' } }, slug.replaceAll('_', ' ')),
      create(
        'span',
        { style: buttonStyle({ appearance: 'outlined', size: 'small' }) },
        __('Connect', 'junction-connect'),
      ),
    );

  function EditList(properties) {
    const { select, texts, messages } = fieldsOf(properties);
    const slugs = properties.attributes.providers.split(/[\s,]+/).filter(Boolean);
    return block(
      [
        panel(
          __('List', 'junction-connect'),
          true,
          texts([providersField]),
          select('mode', __('Link opens', 'junction-connect'), modes),
          select(
            'disconnect',
            __('Disconnect', 'junction-connect'),
            disconnectChoices,
            __('The site’s settings decide whether a person may end a connection.', 'junction-connect'),
          ),
          select(
            'logos',
            __('Logos', 'junction-connect'),
            logoChoices,
            __('The person’s browser loads them from the servers that Junction names.', 'junction-connect'),
          ),
        ),
        panel(
          __('More', 'junction-connect'),
          false,
          texts([listReturnField], { type: 'url' }),
          texts([languageField]),
          prefetchField(select),
          messages(__('A JSON object, such as: { "connections": { "connect": "Add" } }', 'junction-connect')),
        ),
      ],
      create(
        'div',
        null,
        (slugs.length > 0 ? slugs : exampleProviders).map(previewRow),
        create(
          'em',
          null,
          __('This is an example. In the page, each person sees their own devices and apps.', 'junction-connect'),
        ),
      ),
    );
  }

  // The server renders the blocks, because only the server can add the script to the page.
  blocks.registerBlockType('junction-connect/button', { edit: EditButton, save: () => null });
  blocks.registerBlockType('junction-connect/connections', { edit: EditList, save: () => null });
})(window.wp);
