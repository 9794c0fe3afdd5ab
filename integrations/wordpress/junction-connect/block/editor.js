/** The block in the editor. It shows the button with its label. The sidebar has fields for the element's attributes. */
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

  const mainFields = [
    ['label', __('Label', 'junction-connect')],
    [
      'providers',
      __('Providers', 'junction-connect'),
      __('Their slugs, such as: oura garmin google_health. If empty, all are offered.', 'junction-connect'),
    ],
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

  const otherFields = [
    ['dataLayer', __('Data layer of a tag manager', 'junction-connect')],
    [
      'lang',
      __('Language', 'junction-connect'),
      __('Such as de. If empty, the language of the page.', 'junction-connect'),
    ],
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

  function Edit({ attributes, setAttributes }) {
    const control = (Control, name, label, properties) =>
      create(Control, {
        key: name,
        label,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
        ...properties,
      });
    const textControls = (fields, properties) =>
      fields.map(([name, label, help]) => control(components.TextControl, name, label, { help, ...properties }));
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
          textControls(mainFields),
          control(components.SelectControl, 'mode', __('Link opens', 'junction-connect'), { options: modes }),
        ),
        panel(
          __('Look', 'junction-connect'),
          false,
          control(components.SelectControl, 'appearance', __('Appearance', 'junction-connect'), {
            options: appearances,
          }),
          control(components.SelectControl, 'size', __('Size', 'junction-connect'), { options: sizes }),
        ),
        panel(__('Afterwards', 'junction-connect'), false, textControls(addressFields, { type: 'url' })),
        panel(
          __('More', 'junction-connect'),
          false,
          textControls(otherFields),
          control(components.TextControl, 'lastScreen', __('Time for Link’s last screen', 'junction-connect'), {
            type: 'number',
            min: 0,
            help: __(
              'In milliseconds. If empty, 4000. With 0, Link stays until the person closes it.',
              'junction-connect',
            ),
          }),
          control(components.TextareaControl, 'messages', __('Texts', 'junction-connect'), {
            help: __('A JSON object, such as: { "connected": "Thank you" }', 'junction-connect'),
          }),
        ),
      ),
      create(
        'span',
        { style: buttonStyle(attributes) },
        attributes.label || __('Connect a device', 'junction-connect'),
      ),
    );
  }

  // The server renders the block, because only the server can add the script to the page.
  blocks.registerBlockType('junction-connect/button', { edit: Edit, save: () => null });
})(window.wp);
