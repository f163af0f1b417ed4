import '@cloudscape-design/global-styles/index.css';
import './app/console.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';

import { App } from './app/App';
import { startTheme } from './app/theme';

startTheme(localStorage);

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element of id root.');
}
createRoot(root).render(
  <StrictMode>
    <BrowserRouter basename={import.meta.env.BASE_URL}>
      <App />
    </BrowserRouter>
  </StrictMode>,
);
