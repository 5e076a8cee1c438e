export { articleOne, type ArticleOne } from './article-one.ts';
